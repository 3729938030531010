import { afterEach, expect, test } from 'vitest';
import { received, type Visitor } from '../kit/browser.ts';
import { growing, inRoom, type Lesson, openLesson, turnOn } from '../kit/lesson.ts';
import { startServer } from '../kit/server.ts';

let lesson: Lesson | null = null;
afterEach(async () => {
  await lesson?.[Symbol.asyncDispose]();
  lesson = null;
});

const everyoneSeesAndHears = ({ everyone }: Lesson) => Promise.all(everyone.map((person) => growing(person)));

const withMedia = async (options: Parameters<typeof openLesson>[0] = {}): Promise<Lesson> => {
  lesson = await openLesson(options);
  for (const person of lesson.everyone) await turnOn(person, 'micro', 'caméra');
  await everyoneSeesAndHears(lesson);
  return lesson;
};

test('who reloads the page in a class is back in their seat, without lobby, silent, and can be seen again', async () => {
  const { students, everyone, teacher } = await withMedia();
  const [ines] = students;
  if (!ines) throw new Error('a student');
  await ines.page.reload();
  await inRoom(ines);
  await teacher.page.getByText('Personne n’attend.').waitFor();
  await growing(ines);
  await turnOn(ines, 'micro', 'caméra');
  await Promise.all(everyone.map((person) => growing(person)));
});

test('a teacher who reloads the page is back, and holds the class', async () => {
  const running = await withMedia({ students: ['Inès'] });
  await running.teacher.page.reload();
  await inRoom(running.teacher);
  await running.arrive('Zoé');
  await running.teacher.page.getByText('Zoé attend d’entrer').waitFor();
  await growing(running.teacher);
});

test('when a media worker dies, pictures and sound come back by themselves', async () => {
  const running = await withMedia();
  for (const pid of running.server.app.media.pids()) process.kill(pid, 'SIGKILL');
  for (const { page } of running.everyone) await page.getByText('Le son et l’image sont coupés').first().waitFor();
  await everyoneSeesAndHears(running);
});

test('after a restart of the server everybody is back in the same class, media included, and told what was forgotten', async () => {
  const running = await withMedia();
  const { folder, port } = running.server;
  await running.server.app.close();
  await using again = await startServer({ folder, port });
  for (const { page } of running.everyone)
    await page
      .getByText(/Le serveur a redémarré/)
      .first()
      .waitFor();
  await everyoneSeesAndHears(running);
  expect(again.app.directory.figures()).toEqual({ classes: 1, people: 3 });
});

test('where only TCP passes, the class works over TCP', async () => {
  const running = await withMedia({ settings: { media: { portBase: 0, workers: 1, udp: false } } });
  const ways = async ({ page }: Visitor) => Array.from(new Set((await received(page)).relayProtocols));
  for (const person of running.everyone) await expect.poll(() => ways(person)).toEqual(['tcp']);
});
