import { z } from 'zod';
import { heldAnswer } from './held.ts';
import * as group from './group.ts';
import * as media from './media.ts';
import * as people from './people.ts';
import { type RequestShape, nothing, request } from './shapes.ts';
import { snapshot } from './snapshot.ts';
import { fileRequests } from './files.ts';
import { slateRequests } from './slates.ts';
import { toolRequests } from '../tools/contracts.ts';

const someone = z.strictObject({ id: people.participantId });

/** Everything that a browser may ask. Unknown names close the socket; a name without a handler does not compile. */
export const requests = {
  // Entering and leaving
  enter: request(
    z.strictObject({
      version: z.int(),
      card: people.card,
      keyPackage: group.keyPackage,
      /** The state of the group that this browser still has. */
      at: z.strictObject({ group: group.groupId, epoch: z.int().min(1) }).optional(),
    }),
    z.discriminatedUnion('phase', [
      z.strictObject({ phase: z.literal('waiting'), hostHere: z.boolean() }),
      z.strictObject({ phase: z.literal('present'), snapshot }),
    ]),
    4_000,
    5,
  ),
  leave: request(nothing, nothing, 100, 5),
  /** What the server holds now of the person who asks: in the class, in the lobby, or before entering. */
  held: request(nothing, heldAnswer, 100, 10),

  // The group: who is in, and with it the keys, of which the server has none
  /** Admission, removal, roles: refused with `conflict` when somebody else's came first. */
  'group.commit': request(group.groupCommit, nothing, 95_000, 100),
  'group.found': request(group.groupFound, nothing, 95_000, 20),
  'group.word': request(z.strictObject({ word: group.hostWord }), nothing, 500, 60),
  'group.package': request(group.groupPackage, nothing, 2_000, 30),
  /** For a host who founds the group anew. */
  'group.packages': request(
    nothing,
    z.strictObject({ packages: z.array(z.strictObject({ id: people.participantId, keyPackage: group.keyPackage })).max(128) }),
    100,
    20,
  ),

  // What one does with the tools of the class
  ...toolRequests,
  // What people write together
  ...slateRequests,
  // What is handed out; the parts of a file go by HTTP
  ...fileRequests,

  // Holding the class
  'lobby.refuse': request(someone, nothing, 100, 100),
  'lobby.refuseAll': request(nothing, nothing, 100, 20),
  'class.set': request(
    z.strictObject({
      lobby: z.boolean().optional(),
      locked: z.boolean().optional(),
      calm: z.boolean().optional(),
      rights: people.grants.optional(),
      spotlight: people.participantId.nullable().optional(),
    }),
    nothing,
    500,
    40,
  ),
  'class.end': request(nothing, nothing, 100, 5),
  'person.grant': request(z.strictObject({ id: people.participantId, grants: people.grants }), nothing, 500, 60),
  'person.stop': request(z.strictObject({ id: people.participantId, source: media.source }), nothing, 200, 100),
  'person.ask': request(z.strictObject({ id: people.participantId, source: media.source }), nothing, 200, 60),
  /** Somebody who is shown in the class and not in its group; whoever is in it is removed by a commit. */
  'person.remove': request(someone, nothing, 100, 60),

  // Media
  'media.open': request(
    z.strictObject({ capabilities: media.rtpCapabilities }),
    z.strictObject({ send: media.transportParameters, recv: media.transportParameters }),
    24_000,
    20,
  ),
  'media.connect': request(z.strictObject({ direction: media.direction, dtls: media.dtlsParameters }), nothing, 4_000, 20),
  'media.restart': request(
    z.strictObject({ direction: media.direction }),
    z.strictObject({ ice: media.transportParameters.shape.iceParameters }),
    100,
    20,
  ),
  'media.produce': request(
    z.strictObject({ source: media.source, rtp: media.rtpParameters, paused: z.boolean() }),
    z.strictObject({ producer: z.string().max(64).meta({ technical: true }) }),
    16_000,
    30,
  ),
  'media.pause': request(z.strictObject({ source: media.source, paused: z.boolean() }), nothing, 200, 60),
  'media.close': request(z.strictObject({ source: media.source }), nothing, 200, 60),
  /** The tiles that are on screen now; the server forwards these and no other video. Audio is always forwarded. */
  'media.watch': request(
    z.strictObject({
      tiles: z
        .array(z.strictObject({ id: people.participantId, source: z.enum(['camera', 'screen']), size: media.tileSize }))
        .max(30),
    }),
    nothing,
    4_000,
    100,
  ),
  /** The browser has built these consumers: start sending. */
  'media.ready': request(
    z.strictObject({
      consumers: z
        .array(z.string().max(64).meta({ technical: true }))
        .min(1)
        .max(128),
    }),
    nothing,
    8_000,
    200,
  ),
} as const satisfies Record<string, RequestShape>;

export type RequestName = keyof typeof requests;
export type RequestInput<N extends RequestName> = z.infer<(typeof requests)[N]['input']>;
export type RequestAnswer<N extends RequestName> = z.infer<(typeof requests)[N]['answer']>;
