import { expect, test } from 'vitest';
import type { Visitor } from '../../kit/browser.ts';
import { controls, inRoom, openLesson } from '../../kit/lesson.ts';

/** The same sequence for the same seed: what fails can be tried again. */
const dice = (seed: number): ((sides: number) => number) => {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
};

const sheet = ({ page }: Visitor) => page.getByRole('textbox', { name: 'Texte des notes' });
const htmlOf = (visitor: Visitor): Promise<string> =>
  sheet(visitor).evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const drawn of copy.querySelectorAll('.notes-cursor, .ProseMirror-trailingBreak, .ProseMirror-separator'))
      drawn.remove();
    for (const run of copy.querySelectorAll('span')) run.replaceWith(...run.childNodes);
    copy.normalize();
    return copy.innerHTML;
  });

const moves = ['Home', 'End', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'Control+Home', 'Control+End'] as const;

const scribble = async (visitor: Visitor, seed: number): Promise<void> => {
  const roll = dice(seed);
  const { keyboard } = visitor.page;
  await sheet(visitor).click();
  for (let step = 0; step < 30; step++) {
    const kind = roll(7);
    if (kind <= 1) await keyboard.type(`mot${seed}${step} `);
    else if (kind === 2) await keyboard.press('Enter');
    else if (kind === 3) for (let count = roll(5); count >= 0; count--) await keyboard.press('Backspace');
    else if (kind === 4) await keyboard.press('Control+b');
    else if (kind === 5) await keyboard.type(['- ', '# ', '> '][roll(3)] ?? '');
    else await keyboard.press(moves[roll(moves.length)] ?? 'End');
  }
};

test('three who write, break, delete, mark and make lists at once come to one text, which stands after a reload too', async () => {
  await using lesson = await openLesson();
  const { teacher, everyone } = lesson;
  const [, tom] = lesson.students;
  if (!tom) throw new Error('two students');
  await controls(teacher).getByRole('button', { name: 'Ouvrir les notes communes' }).click();
  await teacher.page.getByLabel('Qui peut écrire').selectOption({ label: 'Toute la classe' });
  for (const one of everyone) await expect.poll(() => sheet(one).getAttribute('contenteditable')).toBe('true');
  await Promise.all(everyone.map((one, index) => scribble(one, index + 1)));
  await sheet(teacher).click();
  await teacher.page.keyboard.press('Control+End');
  await teacher.page.keyboard.type('FIN');
  const texts = () => Promise.all(everyone.map(htmlOf));
  await expect.poll(async () => new Set(await texts()).size === 1 && (await texts())[0]?.includes('FIN')).toBe(true);
  const text = await htmlOf(teacher);
  await tom.page.reload();
  await inRoom(tom);
  await expect.poll(() => htmlOf(tom)).toBe(text);
  expect(everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
