import { expect, onTestFinished, test } from 'vitest';
import { fr as home } from '../../../client/pages/home/text.fr.ts';
import { Capture } from '../../kit/capture.ts';
import { decodeOpus, decodeVp8 } from '../../kit/decode.ts';
import { classroomOf } from '../../kit/hostile.ts';
import { growing, type LessonOptions, openLesson, turnOn } from '../../kit/lesson.ts';

/** Two people who see and hear each other, and what a decoder makes of what the server forwards of each of them. */
const forwarded = async (options: LessonOptions = {}) => {
  const capture = new Capture();
  onTestFinished(() => capture[Symbol.dispose]());
  await using lesson = await openLesson({ students: ['Inès'], ...options });
  for (const person of lesson.everyone) await turnOn(person, 'micro', 'caméra');
  await Promise.all(lesson.everyone.map((person) => growing(person, { frames: 60 })));
  const { page } = lesson.teacher;
  const { people } = await classroomOf(lesson);
  const found = [];
  for (const id of people.keys()) {
    const [pictures, sounds] = [capture.of(id, 'video'), capture.of(id, 'audio')];
    found.push({
      pictures: pictures.length,
      sounds: sounds.length,
      video: await decodeVp8(page, pictures),
      audio: await decodeOpus(page, sounds),
    });
  }
  return found;
};

const notEncrypted: LessonOptions = {
  prepare: async (page) => {
    await page.getByText(home.form.more).click();
    await page.getByRole('switch', { name: home.form.encrypted }).click();
    await page.getByRole('button', { name: home.form.plainConfirm }).click();
  },
};

test('the server could see and hear a class that is not end-to-end encrypted', async () => {
  const found = await forwarded(notEncrypted);
  expect(found).toHaveLength(2);
  for (const { pictures, video, audio } of found) {
    expect(video.decoded).toBeGreaterThan(pictures / 2);
    expect(video.green).toBeGreaterThan(0.9);
    expect(audio.beep).toBeGreaterThan(0.6);
  }
});

test('the server forwards as many frames of a class that is encrypted, and can decode none of them', async () => {
  const found = await forwarded();
  expect(found).toHaveLength(2);
  for (const { pictures, sounds, video, audio } of found) {
    expect(pictures).toBeGreaterThan(20);
    expect(sounds).toBeGreaterThan(50);
    expect(video.green).toBeLessThan(0.5);
    expect(audio.beep).toBeLessThan(0.6);
  }
});
