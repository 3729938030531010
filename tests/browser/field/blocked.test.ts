import { afterEach, expect, test } from 'vitest';
import { stepMs, type Visitor } from '../../kit/browser.ts';
import { growing, type Lesson, openLesson, openPanel, turnOn } from '../../kit/lesson.ts';

let lesson: Lesson;
afterEach(() => lesson[Symbol.asyncDispose]());

/** From this page no packet reaches the server's media ports, by UDP or TCP: it is sent to a port where nobody listens. */
const blockMedia = ({ context }: Pick<Visitor, 'context'>): Promise<unknown> =>
  context.addInitScript(() => {
    const original = RTCPeerConnection.prototype.setRemoteDescription as (given: RTCSessionDescriptionInit) => Promise<void>;
    RTCPeerConnection.prototype.setRemoteDescription = async function (
      this: RTCPeerConnection,
      given: RTCSessionDescriptionInit,
    ) {
      const sdp = (given.sdp ?? '').replaceAll(/(a=candidate:\S+ \d \w+ \d+ \S+) \d+/g, '$1 9');
      await original.apply(this, [{ type: given.type, sdp }]);
    };
  });

const note = ({ page }: Visitor) => page.locator('.stage-note[role=alert]');
const tile = ({ page }: Visitor, name: string) => page.getByRole('article', { name });

test('who is blocked is told, the teacher sees whose line it is, and nobody is told so of their own who can be heard (F6)', async () => {
  const met: Visitor[] = [];
  lesson = await openLesson({ met: (visitor) => void (met.push(visitor) === 2 && blockMedia(visitor)) });
  const { teacher, students, everyone } = lesson;
  const [ines, tom] = students as [Visitor, Visitor];
  await turnOn(teacher, 'micro', 'caméra');
  await growing(tom);
  // Of all that others send, the teacher now has what never arrives.
  await turnOn(ines, 'micro');
  await note(ines).getByText('Ni son ni image ne passent chez vous').waitFor();
  await tile(teacher, 'Inès').getByText('ni son ni image ne passent').waitFor({ state: 'attached' });
  await openPanel(teacher, 'Personnes');
  await teacher.page.getByRole('complementary', { name: 'Personnes' }).getByText('ni son ni image ne passent').waitFor();
  await openPanel(tom, 'Personnes');
  expect(await tom.page.getByText('ne passent').count()).toBe(0);
  expect(await note(teacher).count()).toBe(0);
  expect(await note(tom).count()).toBe(0);
  // The same with a voice that does arrive.
  await turnOn(tom, 'micro');
  await growing(teacher, { frames: 0 });
  expect(await note(teacher).count()).toBe(0);
  expect(everyone.flatMap(({ faults }) => faults)).toEqual([]);
});

test('where nobody reaches the announced address, the teacher is told whom to tell, and pupils that it is not their network (F6)', async () => {
  const wrong = { listenAddress: '127.0.0.1', announcedAddress: '127.0.0.77', tcp: false, portBase: 0, workers: 1 };
  lesson = await openLesson({ settings: { media: wrong }, students: ['Inès'] });
  const { teacher, students, server } = lesson;
  await turnOn(teacher, 'micro', 'caméra');
  await turnOn(students[0]!, 'micro');
  await note(teacher).getByText('prévenez la personne qui tient le serveur (media.announcedAddress)').waitFor();
  await note(students[0]!).getByText('Cela vient du serveur, et non de votre réseau').waitFor();
  await expect.poll(() => server.log.filter((line) => line.includes('media.unreachable')).length, { timeout: stepMs }).toBe(1);
});
