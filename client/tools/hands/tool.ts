import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import { playSound } from '../../room/sounds.ts';
import type { ClientTool, ToolCall } from '../port.ts';
import { handSound } from './order.ts';
import style from './style.css?inline';
import { words } from './text.ts';
import { handsParts } from './view.tsx';

/** Raised hands, and what one does with them. */
export type Hands = {
  readonly call: ToolCall<'hands'>;
  /** Who has a hand up, first raised first. */
  readonly raised: ReadonlySignal<readonly string[]>;
  /** Of them, who has spoken since. */
  readonly spoken: Signal<ReadonlySet<string>>;
  raise(): void;
  /** One's own, or for who holds the class somebody else's. */
  lower(id: string): void;
  lowerAll(): void;
};

export const hands: ClientTool<'hands'> = {
  style,
  start: (call) => {
    const raised = signal<readonly string[]>([]);
    const spoken = signal<ReadonlySet<string>>(new Set());
    const state: Hands = {
      call,
      raised,
      spoken,
      raise: () => void call.ask('hand.raise', {}),
      lower: (id) => void call.ask('hand.lower', { id }),
      lowerAll: () => void call.ask('hands.lowerAll', {}),
    };
    return {
      hears: {},
      takes: (ids, entering) => {
        const fresh = ids.find((id) => !raised.value.includes(id) && id !== call.self);
        batch(() => {
          raised.value = ids;
          spoken.value = new Set(Array.from(spoken.value).filter((id) => ids.includes(id)));
        });
        if (!fresh || entering) return;
        call.announce({ words: words().raises, who: call.namedOf(fresh), panel: 'people' });
        if (holdsClass(call.namedOf(call.self).role)) playSound(handSound);
      },
      kept: null,
      parts: handsParts(state),
      [Symbol.dispose]: () => (raised.value = []),
    };
  },
};
