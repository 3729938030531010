import type { RefusalCode } from './codes.ts';
import type { News, NewsName } from './news.ts';
import type { RequestAnswer, RequestInput, RequestName } from './requests.ts';

/** What every request is answered with. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: RefusalCode };

/** Socket.IO's types of what a browser sends, derived from the table in `requests.ts`. */
export type ClientToServer = {
  [N in RequestName]: (input: RequestInput<N>, answer: (answer: Answer<RequestAnswer<N>>) => void) => void;
};

/** Socket.IO's types of what the server tells, derived from the table in `news.ts`. */
export type ServerToClient = { [N in NewsName]: (news: News<N>) => void };

/** The limit of one WebSocket frame, in bytes; each request has its own, smaller one. */
export const maxFrameBytes = 100_000;
