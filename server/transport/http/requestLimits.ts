import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../protocol/refusal.ts';
import { type AddressReader, shareOf } from '../network.ts';
import type { RateKind, Rates } from './rates.ts';

/** Counts requests by what they prove. Each refuses with `too-often`. */
export type RequestLimits = {
  /** By the address that the request comes from. */
  byAddress(kind: RateKind, request: FastifyRequest): void;
  /** By class and address. Gives the share that both make. */
  byShare(kind: RateKind, classId: string, request: FastifyRequest): string;
  /** By somebody or something that the request has proved. */
  by(kind: RateKind, who: string): void;
};

export const openRequestLimits = (rates: Rates, addressOf: AddressReader): RequestLimits => {
  const by = (kind: RateKind, who: string): void => {
    if (!rates.take(kind, who)) throw new Refusal('too-often');
  };
  return {
    by,
    byAddress: (kind, request) => by(kind, addressOf(request.raw)),
    byShare: (kind, classId, request) => {
      const share = shareOf(classId, addressOf(request.raw));
      by(kind, share);
      return share;
    },
  };
};
