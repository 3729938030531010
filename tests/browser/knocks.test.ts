import { expect, test } from 'vitest';
import { button, openLesson, openPanel } from '../kit/lesson.ts';

test('on a phone, who waits can be let in at once: what announces them does not cover the buttons', async () => {
  await using lesson = await openLesson({ students: [] });
  const { teacher } = lesson;
  await teacher.page.setViewportSize({ width: 320, height: 640 });
  await openPanel(teacher, 'Classe');
  const names = ['Inès', 'Maximilienne-Alexandra de La Rochefoucauld'];
  for (const name of names) await lesson.arrive(name);
  for (const name of names) {
    const admit = button(teacher.page, `Admettre ${name}`);
    await admit.waitFor();
    expect(await teacher.page.getByText(`${name} attend d’entrer`).count()).toBe(1);
    const reached = await admit.evaluate((one) => {
      one.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
    expect(reached).toBe(true);
  }
  const name = await teacher.page.getByRole('listitem').filter({ hasText: 'Maximilienne' }).locator('.person-name').boundingBox();
  expect(name?.width).toBeGreaterThan(120);
});
