import { signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Answer } from '#protocol/messages.ts';

/** The server answers, but cannot take this browser in at the moment: it tries again by itself. */
export const serverBusy = signal(false);

/** The server answers, but no connection to it stays (WebSocket): something on the way does not pass it on. */
export const neverConnected = signal(false);

/** Answers that say nothing about oneself and pass by themselves: they are tried again, and never cost a seat. */
const passing: readonly RefusalCode[] = ['offline', 'too-often', 'internal', 'stopping', 'media', 'ticket'];
export const isPassing = (code: RefusalCode): boolean => passing.includes(code);

const firstMs = 300;
const longestMs = 10_000;

/** Pauses that grow, each by chance, so that a whole school does not come back in the same instant. Milliseconds. */
export const growingPauses = () => {
  let next = firstMs;
  return {
    take: (): number => {
      const pause = next * (0.5 + Math.random() / 2);
      next = Math.min(next * 2, longestMs);
      return pause;
    },
    restart: (): void => void (next = firstMs),
  };
};

const roundMs = 10_000;

/**
 * Does this after so many milliseconds during which the page was awake, in rounds: one that stood still (frozen by the browser,
 * in a pocket) costs no more than itself, so that whoever comes back has time to. Until disposed of.
 */
export const afterAwake = (ms: number, task: () => void): Disposable => {
  let left = ms;
  let timer: ReturnType<typeof setTimeout>;
  const round = () => {
    if (left <= 0) return task();
    timer = setTimeout(round, Math.min(left, roundMs));
    left -= roundMs;
  };
  round();
  return { [Symbol.dispose]: () => clearTimeout(timer) };
};

/** How often no answer at all is tried again. */
const triesOffline = 3;

/** Asks again, with growing pauses, for as long as the answer is one that passes; soon gives up when there is none at all. */
export const askPatiently = async <T>(asking: () => Promise<Answer<T>>): Promise<Answer<T>> => {
  const pauses = growingPauses();
  for (let offline = 0; ;) {
    const answer = await asking();
    if (!answer.ok && answer.code === 'offline') offline += 1;
    if (answer.ok || !isPassing(answer.code) || offline >= triesOffline) {
      serverBusy.value = false;
      return answer;
    }
    serverBusy.value = answer.code !== 'offline' && answer.code !== 'ticket';
    await new Promise((resolve) => setTimeout(resolve, pauses.take()));
  }
};
