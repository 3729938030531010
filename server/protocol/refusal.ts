import type { RefusalCode } from './codes.ts';

/** A request that is not granted. The code is sent to the browser, which has the sentence for it. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
  }
}
