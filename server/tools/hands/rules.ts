import { serverTool } from '../port.ts';
import { contract } from './contract.ts';

type State = { hands: readonly string[] };

export const hands = serverTool(contract, {
  begin: (): State => ({ hands: [] }),
  holds: { hands: (raised) => raised.map((of) => ({ item: 'raisedHand', of })) },
  told: (state) => [...state.hands],
  handlers: {
    /** One's own; it keeps its place in the order. */
    'hand.raise': (room, state, actor) => {
      room.requireRight(actor, 'hand');
      if (state.hands.includes(actor.id)) return;
      state.hands = [...state.hands, actor.id];
      room.changed();
    },
    /** One's own, or by who holds the class somebody else's. */
    'hand.lower': (room, state, actor, { id }) => {
      if (id !== actor.id) room.requireHolder(actor);
      lowerWhere(room, state, (other) => other === id);
    },
    'hands.lowerAll': (room, state, actor) => {
      room.requireHolder(actor);
      lowerWhere(room, state, () => true);
    },
  },
  left: (room, state, id) => lowerWhere(room, state, (other) => other === id),
  rightsChanged: (room, state) => lowerWhere(room, state, (id) => !room.mayDo(room.member(id), 'hand')),
});

const lowerWhere = (room: { changed(): void }, state: State, which: (id: string) => boolean): void => {
  const { length } = state.hands;
  state.hands = state.hands.filter((id) => !which(id));
  if (state.hands.length < length) room.changed();
};
