import { afterEach, expect, test } from 'vitest';
import { devicesOn, received, stepMs, type Visitor } from '../kit/browser.ts';
import { announcing, growing, inRoom, type Lesson, openLesson, turnOn } from '../kit/lesson.ts';
import { startServer } from '../kit/server.ts';

let lesson: Lesson | null = null;
afterEach(async () => {
  await lesson?.[Symbol.asyncDispose]();
  lesson = null;
});

const everyoneSeesAndHears = ({ everyone }: Lesson) =>
  Promise.all(everyone.map((person) => growing(person, { people: everyone.length - 1 })));

const withMedia = async (options: Parameters<typeof openLesson>[0] = {}): Promise<Lesson> => {
  lesson = await openLesson(options);
  for (const person of lesson.everyone) await turnOn(person, 'micro', 'caméra');
  await everyoneSeesAndHears(lesson);
  return lesson;
};

test('who reloads the page in a class is back in their seat, without lobby, silent, and can be seen again', async () => {
  const running = await withMedia();
  const { students, teacher } = running;
  const [ines] = students;
  if (!ines) throw new Error('a student');
  await ines.page.reload();
  await inRoom(ines);
  await teacher.page.getByText('Personne n’attend.').waitFor();
  expect(await devicesOn(ines.page)).toEqual([]);
  await growing(ines, { people: 2 });
  await turnOn(ines, 'micro', 'caméra');
  await everyoneSeesAndHears(running);
});

test('a teacher who reloads the page is back, and holds the class', async () => {
  const running = await withMedia({ students: ['Inès'] });
  await running.teacher.page.reload();
  await inRoom(running.teacher);
  await announcing([running.teacher], 'Zoé attend d’entrer', () => running.arrive('Zoé'));
  await growing(running.teacher);
});

test('when a media worker dies, pictures and sound come back by themselves', async () => {
  const running = await withMedia();
  await announcing(running.everyone, 'Le son et l’image sont coupés', () => {
    for (const pid of running.server.app.media.pids()) process.kill(pid, 'SIGKILL');
  });
  await everyoneSeesAndHears(running);
});

test('after a restart of the server everybody is back in the same class, media included, and told what was forgotten', async () => {
  const running = await withMedia();
  const { folder, port } = running.server;
  await using stack = new AsyncDisposableStack();
  let again = running.server;
  await announcing(running.everyone, /Le serveur a redémarré/, async () => {
    await running.server.app.close();
    again = stack.use(await startServer({ folder, port }));
  });
  await everyoneSeesAndHears(running);
  expect(again.app.directory.figures()).toEqual({ classes: 1, people: 3 });
});

test('where only TCP passes, the class works over TCP', async () => {
  const running = await withMedia({ settings: { media: { portBase: 0, workers: 1, udp: false } } });
  const ways = async ({ page }: Visitor) => Array.from(new Set((await received(page)).relayProtocols));
  for (const person of running.everyone) await expect.poll(() => ways(person), { timeout: stepMs }).toEqual(['tcp']);
});
