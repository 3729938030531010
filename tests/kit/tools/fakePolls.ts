import { computed, signal } from '@preact/signals';
import type { Known } from '../../../client/tools/polls/desk.ts';
import type { Poll } from '../../../client/tools/polls/poll.ts';
import { emptyWriting } from '../../../client/tools/polls/prepared.ts';
import type { PollRoom } from '../../../client/tools/polls/tool.ts';

/** A poll, and what this browser alone knows of it. */
export type ShownPoll = { readonly poll: Poll; readonly known?: Partial<Known> };

const nothing: Known = { own: null, answers: new Map(), right: null, isBound: null, takesPart: false, withheld: false };

/** Polls that stand as they are. */
export const fakePolls = (shown: readonly ShownPoll[], self: string): PollRoom => {
  const known = new Map(shown.map((one) => [one.poll.id, { ...nothing, ...one.known }]));
  const polls = shown.map(({ poll }) => poll);
  const holds = self === 'person-0';
  const done = () => Promise.resolve(true);
  const nothingMore = () => Promise.resolve();
  return {
    desk: {
      polls: signal(polls),
      known: signal(known),
      knownOf: (id) => known.get(id) ?? nothing,
      ask: done,
      answer: done,
      close: nothingMore,
      abandon: () => {},
      show: nothingMore,
      drop: () => {},
      [Symbol.dispose]: () => {},
    },
    outlets: signal([]),
    due: computed(() => (holds ? [] : polls.filter(({ id, at }) => at === 'open' && known.get(id)?.own === null))),
    writing: signal(emptyWriting),
    prepared: signal([{ ...emptyWriting, key: '1', text: 'Combien font 7 × 8 ?', choices: '54\n* 56' }]),
    choosing: signal(new Map()),
  };
};
