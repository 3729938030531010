import { z } from 'zod';
import { leaveReasons } from './codes.ts';
import { sealed } from './fields.ts';
import * as media from './media.ts';
import * as people from './people.ts';
import { receipt } from './receipt.ts';

const reason = z.enum(leaveReasons);
const who = { id: people.participantId };
const seatToken = z.string().max(512).meta({ ledger: 'seatToken' });
const consumerId = z.string().max(64).meta({ technical: true });

/** One stream that the server offers to forward. */
export const offer = z.strictObject({
  consumer: consumerId,
  producer: consumerId,
  id: people.participantId,
  source: media.source,
  kind: z.enum(['audio', 'video']),
  rtp: media.rtpParameters,
});
export type Offer = z.infer<typeof offer>;

/** Everything that the server may tell a browser. */
export const news = {
  /** Admitted from the lobby, with a seat that says so. */
  admitted: z.strictObject({ snapshot: people.snapshot, seat: seatToken }),
  /** A host entered while this person waits, or the last one left. */
  'host.here': z.strictObject({ hostHere: z.boolean() }),
  /** To the hosts of a class that has ended, just before `gone`: what it held, and that it was erased. */
  receipt,
  /** Out of the class or the lobby: the socket closes next. */
  gone: z.strictObject({ reason }),
  /** A renewed seat: keep it for coming back. */
  seat: z.strictObject({ token: seatToken }),

  /** A host, or somebody who comes back to a class that has forgotten them: without a new roster. */
  'member.joined': z.strictObject({ member: people.member }),
  'member.changed': z.strictObject({
    ...who,
    role: people.role.optional(),
    away: z.boolean().optional(),
    grants: people.grants.optional(),
    card: people.card.optional(),
    sending: people.member.shape.sending.optional(),
  }),
  'member.left': z.strictObject({ ...who, reason }),
  'lobby.knocked': z.strictObject({ ...who, card: people.card }),
  'lobby.left': z.strictObject({ ...who }),
  /** The lobby is full: how many were turned away in this lesson. */
  'lobby.crowded': z.strictObject({ turnedAway: z.int() }),

  state: people.classState,
  /** The newest signed roster. `joined`: who was admitted by it. */
  roster: people.roster.extend({ joined: z.array(people.member).max(128).optional() }),
  keys: z.strictObject({ from: people.participantId, box: sealed(256) }),
  'keys.asked': z.strictObject({ from: people.participantId }),

  chat: z.strictObject({ from: people.participantId, scope: z.enum(['all', 'hosts', 'private']), box: sealed(6_000) }),
  reaction: z.strictObject({ from: people.participantId, box: sealed(256) }),

  /** A host stopped one of your streams. */
  stopped: z.strictObject({ source: media.source, by: people.participantId }),
  /** A host asks you to turn something on: only you can. */
  asked: z.strictObject({ source: media.source, by: people.participantId }),

  offers: z.strictObject({ offers: z.array(offer).max(128) }),
  'offers.gone': z.strictObject({ consumers: z.array(consumerId).max(128) }),
  /** The media worker is gone: ask for `media.open` again. */
  'media.lost': z.strictObject({}),
  /** Who speaks now, loudest first. */
  speakers: z.strictObject({ ids: z.array(people.participantId).max(8) }),
  /** The server will stop: the class goes on after its return. */
  stopping: z.strictObject({ inSeconds: z.int() }),
} as const satisfies Record<string, z.ZodType>;

export type NewsName = keyof typeof news;
export type News<N extends NewsName> = z.infer<(typeof news)[N]>;
