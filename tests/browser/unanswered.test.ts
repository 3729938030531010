import { expect, test } from 'vitest';
import { admitAll, growing, inRoom, openLesson, turnOn } from '../kit/lesson.ts';
import { isTrusting } from '../kit/shield.ts';

test('a teacher whose admission is answered too late comes back to the class as it is, and all hear each other', async () => {
  let withheld: 'no' | 'next' | 'done' = 'no';
  let asked: string | null = null;
  await using lesson = await openLesson({
    students: ['Inès'],
    met: ({ page }) =>
      void page.routeWebSocket(/\/socket/, (line) => {
        const server = line.connectToServer();
        line.onMessage((said) => {
          if (withheld === 'next') asked = /^42(\d+)\["group\.commit"/.exec(String(said))?.[1] ?? asked;
          server.send(said);
        });
        server.onMessage((said) => {
          if (asked !== null && String(said).startsWith(`43${asked}[`)) [asked, withheld] = [null, 'done'];
          else line.send(said);
        });
      }),
  });
  const { teacher } = lesson;
  await turnOn(teacher, 'micro', 'caméra');
  const zoe = await lesson.arrive('Zoé');
  withheld = 'next';
  await admitAll(teacher, 1);
  await inRoom(zoe);
  expect(withheld).toBe('done');
  await Promise.all([zoe, ...lesson.students].map((person) => growing(person)));
  await Promise.all(lesson.everyone.map(isTrusting));
});
