import { type ReadonlySignal, signal } from '@preact/signals';
import type { ClientTool, ToolCall } from '../port.ts';
import style from './style.css?inline';
import { words } from './text.ts';
import { handsParts } from './view.tsx';

/** Raised hands, and what one does with them. */
export type Hands = {
  readonly call: ToolCall<'hands'>;
  /** Who has a hand up, first raised first. */
  readonly raised: ReadonlySignal<readonly string[]>;
  raise(): void;
  /** One's own, or for who holds the class somebody else's. */
  lower(id: string): void;
  lowerAll(): void;
};

export const hands: ClientTool<'hands'> = {
  style,
  start: (call) => {
    const raised = signal<readonly string[]>([]);
    const state: Hands = {
      call,
      raised,
      raise: () => void call.ask('hand.raise', {}),
      lower: (id) => void call.ask('hand.lower', { id }),
      lowerAll: () => void call.ask('hands.lowerAll', {}),
    };
    return {
      hears: {},
      takes: (ids, entering) => {
        const fresh = ids.find((id) => !raised.value.includes(id) && id !== call.self);
        raised.value = ids;
        if (fresh && !entering) call.announce({ words: words().raises, who: call.namedOf(fresh), panel: 'people' });
      },
      kept: null,
      parts: handsParts(state),
      [Symbol.dispose]: () => (raised.value = []),
    };
  },
};
