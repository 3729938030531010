import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { classroomId, participantId } from '../protocol/people.ts';
import type { Secrets } from '../store/ports/secrets.ts';
import { sameToken } from './tokens.ts';

const payload = z.strictObject({
  c: classroomId,
  p: participantId,
  r: z.enum(['host', 'student']),
  a: z.boolean(),
  g: z.int().min(0),
  k: z.string(),
  e: z.int(),
});

/** What a seat token says. The browser keeps it; the server keeps nothing. */
export type ReturnToken = {
  readonly classId: string;
  readonly id: string;
  readonly role: 'host' | 'student';
  /** A host let this person in: no new lobby when coming back. */
  readonly admitted: boolean;
  /** The class's generation when it was given: an older one no longer counts as admitted. */
  readonly generation: number;
  /** The class's keys when it was given (`door.ts`): after a renewal it is nobody's. */
  readonly keys: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
};

/** Makes and opens seat tokens: `base64url(JSON).base64url(HMAC-SHA256)`, under a key of this server. */
export type ReturnTokens = {
  seal(seat: ReturnToken): string;
  /** Null when the token was not made with this server's key, or has expired. */
  open(token: string, now: number): ReturnToken | null;
};

const keyBytes = 32;

/** The key that seats are sealed with, made at the first start. Throws when it is damaged. */
export const returnKeyIn = async (secrets: Secrets): Promise<Buffer> => {
  const key = await secrets.keep('seat.key', () => randomBytes(keyBytes));
  if (key.length !== keyBytes) throw new Error('seat.key is damaged: remove it, and seats given before are lost.');
  return key;
};

export const openReturnTokens = (secret: Buffer): ReturnTokens => {
  // As a key object: Node makes one of every buffer, which takes longer than the signature.
  const key = createSecretKey(secret);
  const sign = (text: string) => createHmac('sha256', key).update('ardoise seat 1\n').update(text).digest('base64url');
  return {
    seal({ classId, id, role, admitted, generation, keys, expires }) {
      const said: z.infer<typeof payload> = { c: classId, p: id, r: role, a: admitted, g: generation, k: keys, e: expires };
      const text = Buffer.from(JSON.stringify(said)).toString('base64url');
      return `${text}.${sign(text)}`;
    },
    open(token, now) {
      const [text = '', signature = '', ...rest] = token.split('.');
      if (rest.length > 0 || !sameToken(signature, sign(text))) return null;
      // One of an earlier version of the server may lack something.
      const { data: said } = payload.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
      if (!said || said.e <= now) return null;
      return {
        classId: said.c,
        id: said.p,
        role: said.r,
        admitted: said.a,
        generation: said.g,
        keys: said.k,
        expires: said.e,
      };
    },
  };
};
