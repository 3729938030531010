import type { BrowserContext, Page } from 'playwright-core';

type Hearing = Window & { heard: number[] };

/** From the next page on, the notes that the page itself makes are written down, by their frequency in hertz. */
export const listenIn = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const heard: number[] = [];
    (window as unknown as Hearing).heard = heard;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      heard.push(this.frequency.value);
      return start.call(this, when);
    };
  });

/** What was heard since it was asked for last. */
export const heardOn = (page: Page): Promise<number[]> => page.evaluate(() => (window as unknown as Hearing).heard.splice(0));
