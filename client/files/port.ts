import type { RefusalCode } from '#protocol/codes.ts';
import type { fileRequests } from '#protocol/files.ts';
import type { Answer } from '#protocol/messages.ts';
import type { RequestAnswer, RequestInput } from '#protocol/requests.ts';
import type { Bytes } from '../crypto/base/bytes.ts';

export type FileRequest = keyof typeof fileRequests;

/** Carries sealed parts to the server and from there. `path`: of the part, under the class. */
export type Carrier = {
  put(path: string, box: Bytes, signal: AbortSignal): Promise<Answer<unknown>>;
  get(path: string, signal: AbortSignal): Promise<Answer<Bytes>>;
};

/** What files need of the class. */
export type FilePort = {
  readonly classId: string;
  readonly carrier: Carrier;
  ask<N extends FileRequest>(name: N, input: RequestInput<N>): Promise<Answer<RequestAnswer<N>>>;
  after(ms: number, task: () => void): Disposable;
};

/**
 * Why a file was not given or did not come. `stopped`: its person stopped it, or the class is over; `gone`: the server has not got it
 * any more, and nobody here gives it again; `altered`: what came is not what was given; `unread`: the device does not give it to the
 * browser (it was moved, or changed meanwhile).
 */
export type FileFault = RefusalCode | 'stopped' | 'gone' | 'altered' | 'unread';

export type FileResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: FileFault };

/** How a transfer is followed. */
export type Following = {
  /** Stops it: a file that is given is erased from the server, one that is fetched keeps the parts that it has. */
  readonly signal?: AbortSignal;
  /** Bytes of the file that have gone or come. */
  readonly progress?: (bytes: number) => void;
  /** The line is cut, or the server is busy: it goes on by itself. */
  readonly waiting?: (waits: boolean) => void;
};
