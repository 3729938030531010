import { expect, test } from 'vitest';
import { openLesson } from '../kit/lesson.ts';

test('a pupil whose clock is two hours late sees how long the class waits for its teacher, by the server’s clock', async () => {
  await using lesson = await openLesson({
    students: ['Inès'],
    met: ({ context }) =>
      void context.addInitScript(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() - 7_200_000;
      }),
  });
  await lesson.teacher.context.close();
  const [ines] = lesson.students;
  const note = ines?.page.getByText(/la classe se termine dans/);
  await note?.waitFor();
  expect(await note?.textContent()).toMatch(/dans 0[12]:\d\d$/);
});
