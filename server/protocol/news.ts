import { z } from 'zod';
import { leaveReasons } from './codes.ts';
import { fileNews } from './files.ts';
import * as group from './group.ts';
import * as media from './media.ts';
import * as people from './people.ts';
import { receipt } from './receipt.ts';
import { snapshot, waiting } from './snapshot.ts';
import { slateNews } from './slates.ts';
import { toolNews, toolStates } from '../tools/contracts.ts';

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
  /** Admitted from the lobby, with a seat that says so and the way into the group. */
  admitted: z.strictObject({ snapshot, seat: seatToken, welcome: group.welcome }),
  /** A host entered while this person waits, or the last one left. */
  'host.here': z.strictObject({ hostHere: z.boolean() }),
  /** To the hosts of a class that has ended, just before `gone`: what it held, and that it was erased. */
  receipt,
  /** Out of the class or the lobby: the socket closes next. */
  gone: z.strictObject({ reason }),
  /** A renewed seat: keep it for coming back. */
  seat: z.strictObject({ token: seatToken }),

  /** A host, or somebody who comes back to a class that has forgotten them: without a commit. */
  'member.joined': z.strictObject({ member: people.member }),
  'member.changed': z.strictObject({
    ...who,
    role: people.role.optional(),
    away: z.boolean().optional(),
    grants: people.grants.optional(),
    card: people.card.optional(),
    sending: people.member.shape.sending.optional(),
    blocked: people.member.shape.blocked,
  }),
  'member.left': z.strictObject({ ...who, reason }),
  'lobby.knocked': waiting,
  'lobby.left': z.strictObject({ ...who }),
  /** The lobby is full: how many were turned away in this lesson. */
  'lobby.crowded': z.strictObject({ turnedAway: z.int() }),

  state: people.classState,
  /** The group goes on by a commit. `joined`: who was admitted by it. */
  'group.commit': z.strictObject({
    commit: group.commit,
    word: group.hostWord.optional(),
    joined: z.array(people.member).max(128).optional(),
  }),
  /** The way (back) into the group, for somebody who is in the class. */
  'group.welcome': z.strictObject({ welcome: group.welcome, word: group.hostWord.nullable() }),
  /** A host founded the group anew, or brought it back to a server that had forgotten it. */
  'group.founded': z.strictObject({ word: group.hostWord }),
  'group.word': z.strictObject({ word: group.hostWord }),
  /** To those who hold the class: somebody in it cannot follow the group and asks to be added. */
  'group.stray': group.groupPackage.omit({ wants: true }).extend(who),

  /** The state of the tools for which it has changed. */
  tools: toolStates.partial(),
  ...toolNews,
  ...slateNews,
  ...fileNews,

  /** A host stopped one of your streams. */
  stopped: z.strictObject({ source: media.source, by: people.participantId }),
  /** To the sender and the hosts: the server stopped this stream, which weighed far more than its source may. */
  exceeded: z.strictObject({ ...who, source: media.source }),
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
