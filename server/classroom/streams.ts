import { kindOf } from '../protocol/media.ts';
import type { RequestAnswer, RequestInput } from '../protocol/requests.ts';
import type { Classroom } from './classroom.ts';
import type { Comer, EarlyPlace } from './early.ts';
import { requireRight } from './rights.ts';
import { type Participant, sendingOf } from './participant.ts';
import { Refusal } from '../protocol/refusal.ts';
import { rightFor } from './rights.ts';

const sendingChanged = (classroom: Classroom, actor: Participant): void =>
  classroom.tellPresent('member.changed', { id: actor.id, sending: sendingOf(actor) });

/** What somebody has of a class before entering it: transports that carry nothing, and a place until it is disposed. */
export type Stay = { readonly place: EarlyPlace; readonly transports: RequestAnswer<'media.open'> };

/**
 * Opens transports for somebody who has not entered, so that they are there when they are let in. `over`: told when the place is
 * taken back; the transports go with `leaveEarly`. Refuses with `already-entered` who has a seat, and as `Early` does.
 */
export const openEarly = async (
  classroom: Classroom,
  comer: Comer,
  input: RequestInput<'media.open'>,
  over: () => void,
): Promise<Stay> => {
  if (classroom.people.has(comer.id)) throw new Refusal('already-entered');
  const place = classroom.early.come(comer, over);
  try {
    return { place, transports: await (await classroom.media).prepare(comer.id, input.capabilities) };
  } catch (refusal) {
    place[Symbol.dispose]();
    await forget(classroom, comer.id);
    throw refusal;
  }
};

/** The media holds nothing of who is not in the class. */
const forget = async (classroom: Classroom, id: string): Promise<void> => {
  const media = await classroom.media.catch(() => null);
  if (!classroom.people.has(id)) media?.drop(id);
};

/** Somebody who came early has left without entering. */
export const leaveEarly = async (classroom: Classroom, id: string, { place }: Stay): Promise<void> => {
  place[Symbol.dispose]();
  await forget(classroom, id);
};

/** (Re)creates a participant's transports, in the lobby for later; what they sent before is over. */
export const openMedia = async (
  classroom: Classroom,
  actor: Participant,
  input: RequestInput<'media.open'>,
): Promise<RequestAnswer<'media.open'>> => {
  if (actor.sending.size > 0) {
    actor.sending.clear();
    sendingChanged(classroom, actor);
  }
  const media = await classroom.media;
  const { standing } = classroom.hereOrWaiting(actor.id);
  return standing.at === 'waiting' ? media.prepare(actor.id, input.capabilities) : media.open(actor.id, input.capabilities);
};

/**
 * Starts a stream, if the right is there both before and after the worker has made it: a class may be calmed in between.
 * Refuses with `calm`, `forbidden`, `invalid` or `media`.
 */
export const produce = async (
  classroom: Classroom,
  actor: Participant,
  input: RequestInput<'media.produce'>,
): Promise<RequestAnswer<'media.produce'>> => {
  requireRight(classroom, actor, rightFor[input.source]);
  if (input.rtp.codecs.some(({ mimeType }) => !mimeType.toLowerCase().startsWith(kindOf[input.source])))
    throw new Refusal('invalid');
  const media = await classroom.media;
  const producer = await media.produce(actor.id, input.source, input.rtp, input.paused);
  try {
    classroom.present(actor.id);
    requireRight(classroom, actor, rightFor[input.source]);
  } catch (refusal) {
    media.stop(actor.id, input.source);
    throw refusal;
  }
  actor.sending.set(input.source, { paused: input.paused });
  sendingChanged(classroom, actor);
  return { producer };
};

/** Pauses or resumes one's own stream; resuming needs the right. */
export const pause = async (classroom: Classroom, actor: Participant, input: RequestInput<'media.pause'>): Promise<void> => {
  if (!actor.sending.has(input.source)) throw new Refusal('not-found');
  if (!input.paused) requireRight(classroom, actor, rightFor[input.source]);
  await (await classroom.media).pause(actor.id, input.source, input.paused);
  if (!actor.sending.has(input.source)) throw new Refusal('not-found');
  actor.sending.set(input.source, { paused: input.paused });
  sendingChanged(classroom, actor);
};

/** Ends one's own stream. */
export const closeStream = async (
  classroom: Classroom,
  actor: Participant,
  input: RequestInput<'media.close'>,
): Promise<void> => {
  if (!actor.sending.delete(input.source)) return;
  sendingChanged(classroom, actor);
  (await classroom.media).stop(actor.id, input.source);
};
