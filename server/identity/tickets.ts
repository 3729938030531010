import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Census, Clock } from '../privacy/census.ts';
import { ExpiringMap } from '../privacy/expiringMap.ts';
import { classroomId, participantId } from '../protocol/people.ts';
import { randomToken, sameToken } from './tokens.ts';

/** Who comes through the door: what a ticket stands for. Nothing of the network is in it. */
export type Entrance = {
  readonly classId: string;
  readonly id: string;
  readonly role: 'host' | 'student';
  /** Was admitted to this lesson and nobody was removed since: takes the seat again without the lobby. */
  readonly returning: boolean;
  /** The class's keys when it was given (`door.ts`). */
  readonly keys: string;
};

const payload = z.strictObject({
  t: z.string(),
  c: classroomId,
  p: participantId,
  r: z.enum(['host', 'student']),
  b: z.boolean(),
  k: z.string(),
  e: z.int(),
});

/** How long a ticket may be used, in milliseconds: as long as the ledger lets a used one be remembered. */
const lifetime = 60_000;

/**
 * Single-use tickets for the socket's handshake: `base64url(JSON).base64url(HMAC-SHA256)`. One that is not used costs the
 * server nothing; of a used one its random id is remembered for as long as it could be used again. There are as many of
 * those as tickets were given within a minute: for each class and address, what `limits.ticketsPerMinute` allows.
 */
export class Tickets implements Disposable {
  readonly #clock: Clock;
  readonly #used: ExpiringMap<'ticket', string, true>;
  /** Of this process: a ticket from before a restart, whose use nobody remembers, is worth nothing. */
  readonly #key = createSecretKey(randomBytes(32));

  constructor(terms: { readonly clock: Clock; readonly census: Census }) {
    this.#clock = terms.clock;
    this.#used = new ExpiringMap('ticket', { ...terms, max: Number.POSITIVE_INFINITY });
  }

  issue({ classId, id, role, returning, keys }: Entrance): string {
    const said = { t: randomToken(), c: classId, p: id, r: role, b: returning, k: keys, e: this.#clock.now() + lifetime };
    const text = Buffer.from(JSON.stringify(said satisfies z.infer<typeof payload>)).toString('base64url');
    return `${text}.${this.#sign(text)}`;
  }

  /** What the ticket stands for, once. Null when it was not made here, was used, or is too old. */
  redeem(ticket: string): Entrance | null {
    const [text = '', signature = '', ...rest] = ticket.split('.');
    if (rest.length > 0 || !sameToken(signature, this.#sign(text))) return null;
    const { t, c, p, r, b, k, e } = payload.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (e <= this.#clock.now() || this.#used.get(t) || !this.#used.set(t, true)) return null;
    return { classId: c, id: p, role: r, returning: b, keys: k };
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update('ardoise ticket 1\n').update(text).digest('base64url');
  }

  [Symbol.dispose](): void {
    this.#used[Symbol.dispose]();
  }
}
