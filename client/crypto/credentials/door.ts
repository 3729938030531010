import type { DoorProof } from '#protocol/http.ts';
import { framed, toBase64url } from '../base/bytes.ts';
import { sign } from '../base/primitives.ts';

/** What the proof is for, and what is shown along with it: it counts for nothing else. */
export type DoorClaim = {
  readonly ask: 'ticket' | 'reach';
  readonly classId: string;
  readonly seat?: string;
  readonly hostProof?: string;
};

/** Proves to the server that one has the class link, over a nonce of the server's. It learns nothing of the link's secret. */
export const proveLink = async (door: CryptoKey, nonce: string, claim: DoorClaim): Promise<DoorProof> => {
  const { ask, classId, seat = '', hostProof = '' } = claim;
  const said = framed('ardoise door 1', ask, classId, nonce, seat, hostProof);
  return { nonce, signature: toBase64url(await sign(door, said)) };
};
