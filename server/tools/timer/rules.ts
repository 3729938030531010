import { Refusal } from '../../protocol/refusal.ts';
import { serverTool, type ToolRoom } from '../port.ts';
import { contract } from './contract.ts';

/** Milliseconds; `leftMs` as of `since` (milliseconds since 1970), which is null while it is paused. */
type Span = { readonly totalMs: number; readonly leftMs: number; readonly since: number | null; readonly forAll: boolean };
type State = { span: Span | null; alarm: Disposable | null };
type Room = ToolRoom<typeof contract>;

const minute = 60_000;
const mostMs = 180 * minute;

export const timer = serverTool(contract, {
  begin: (): State => ({ span: null, alarm: null }),
  holds: { span: (span) => (span ? [{ item: 'timer', of: null }] : []), alarm: () => [] },
  told: ({ span }, room) =>
    span && { totalMs: span.totalMs, leftMs: leftOf(span, room), paused: span.since === null, forAll: span.forAll },
  left: () => {},
  handlers: {
    'timer.start': (room, state, actor, { minutes, forAll }) => {
      room.requireHolder(actor);
      const totalMs = minutes * minute;
      set(room, state, { totalMs, leftMs: totalMs, since: room.clock.now(), forAll });
    },
    'timer.pause': (room, state, actor, { paused }) => {
      room.requireHolder(actor);
      const span = setIn(state);
      set(room, state, { ...span, leftMs: leftOf(span, room), since: paused ? null : room.clock.now() });
    },
    'timer.extend': (room, state, actor) => {
      room.requireHolder(actor);
      const span = setIn(state);
      const leftMs = Math.min(mostMs, leftOf(span, room) + minute);
      const totalMs = Math.min(mostMs, span.totalMs + minute);
      set(room, state, { ...span, totalMs, leftMs, since: span.since === null ? null : room.clock.now() });
    },
    'timer.stop': (room, state, actor) => {
      room.requireHolder(actor);
      set(room, state, null);
    },
  },
});

const leftOf = ({ leftMs, since }: Span, { clock }: Room): number =>
  since === null ? leftMs : Math.min(leftMs, Math.max(0, leftMs - (clock.now() - since)));

const setIn = ({ span }: State): Span => {
  if (!span) throw new Refusal('not-found');
  return span;
};

const set = (room: Room, state: State, span: Span | null): void => {
  state.alarm?.[Symbol.dispose]();
  state.span = span;
  state.alarm = span && span.since !== null ? room.clock.after(span.leftMs, () => end(room, state, span)) : null;
  room.changed();
};

const end = (room: Room, state: State, { forAll }: Span): void => {
  set(room, state, null);
  if (forAll) room.tellPresent('timer.over', {});
  else room.tellHosts('timer.over', {});
};
