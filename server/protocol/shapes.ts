import { z } from 'zod';

/** One message that a browser may send: its schema, its answer, its byte limit and its rate per socket. */
export type RequestShape = {
  readonly input: z.ZodType;
  readonly answer: z.ZodType;
  /** The largest accepted input in bytes of JSON. */
  readonly bytes: number;
  /** Accepted per ten seconds. */
  readonly rate: number;
};
export const request = <I extends z.ZodType, A extends z.ZodType>(input: I, answer: A, bytes: number, rate: number) =>
  ({ input, answer, bytes, rate }) as const;

/** Of a message that says all by its name, and of an answer that says no more than yes. */
export const nothing = z.strictObject({});
