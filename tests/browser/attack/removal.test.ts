import { test } from 'vitest';
import { panels } from '../../../client/text/fr/panels.ts';
import { room } from '../../../client/text/fr/room.ts';
import { hostileLesson, remove } from '../../kit/hostile.ts';
import { button, growing, turnOn } from '../../kit/lesson.ts';
import { passTime } from '../../kit/pageClock.ts';
import { closeShield, isNoting, isTrusting, isWarned, openShield } from '../../kit/shield.ts';

const { stage, guest, told } = hostileLesson();

test('a word of before says nothing of now: a pupil who is told only that is told so', async () => {
  const { hostile } = stage;
  const ada = await guest('Ada');
  await told(ada, 'group.word');
  const { word } = hostile.last('group.word', ada.id);
  await isTrusting(ada);
  using _ = hostile.lieTo(ada, 'group.word', ({ to, name }) => [{ to, name, news: { word } }]);
  await passTime(ada, 61_000);
  hostile.tell(ada.id, 'group.word', { word });
  await isWarned(ada, 'silent');
});

test('a pupil from whom the server hides a removal is told within 75 seconds; the teacher is told at once that her sound does not open, and stops it', async () => {
  const { hostile, teacher } = stage;
  const ada = await guest('Ada');
  const bea = await guest('Béa');
  await turnOn(ada, 'micro');
  await growing(teacher, { frames: 0 });
  const hidden = new Set(['member.left', 'group.commit', 'group.word']);
  using _ = hostile.lie((telling) => (telling.to === ada.id && hidden.has(telling.name) ? [] : [telling]));
  await remove(teacher, 'Béa');
  await bea.page.getByText('Vous avez été exclu de la classe').first().waitFor();
  await isNoting(teacher, ['frame', 'Ada'], ['unopened', 'Ada']);
  await openShield(teacher);
  await button(teacher.page, room.shield.stop(panels.people.stop.mic, 'Ada')).first().click();
  await closeShield(teacher);
  await button(ada.page, 'Allumer le micro').first().waitFor();
  await passTime(ada, 61_000);
  await isWarned(ada, 'silent');
});
