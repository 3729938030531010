import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { holdsClass } from '#protocol/permissions.ts';
import { serverNow } from '../net/serverClock.ts';
import type { Call, Named, Person } from '../state/call.ts';

/** A panel of the class, or one of a tool. */
export type Panel = 'people' | 'manage' | (string & {});
export type Layout = 'auto' | 'grid' | 'side' | 'spotlight';
/** One picture on the stage. */
export type Tile = { readonly id: string; readonly source: 'camera' | 'screen' };
export type RoomDialog = 'leave' | 'devices' | 'held' | 'shortcuts';
/** A passing announcement made here, not by the call: why a button does nothing, a message that came while chat was closed. */
export type Remark = {
  readonly key: string;
  readonly text: string;
  readonly about?: About | undefined;
  readonly ask?: RemarkAsk | undefined;
};
/** What can be done about it, with one press; it is gone when that makes no sense any more. `label` stands alone. */
export type RemarkAsk = {
  readonly word: string;
  readonly label: string;
  readonly press: () => void;
  readonly still: () => boolean;
};
/** Whom it is about, and the words for it, in which the name stands apart. */
type About = { readonly who: Named; readonly words: (name: string) => string };

/** What is open and chosen on this screen. Lives as long as the room is shown. */
export type RoomState = {
  readonly call: Call;
  readonly me: ReadonlySignal<Person | undefined>;
  /** Host or co-host. */
  readonly holds: ReadonlySignal<boolean>;
  readonly panel: Signal<Panel | null>;
  readonly layout: Signal<Layout>;
  readonly page: Signal<number>;
  readonly pinned: Signal<Tile | null>;
  /** Who shows something to the class has the people large meanwhile, and what is shown small. */
  readonly facesPeople: Signal<boolean>;
  readonly dialog: Signal<RoomDialog | null>;
  readonly soundBlocked: Signal<boolean>;
  readonly speakerId: Signal<string>;
  readonly shortcutsOn: Signal<boolean>;
  /** Single keys for microphone, camera, screen and hand. */
  readonly sendingShortcutsOn: Signal<boolean>;
  readonly remarks: Signal<readonly Remark[]>;
  readonly enteredAt: number;
  openPanel(panel: Panel | null): void;
  setLayout(layout: Layout): void;
  pin(tile: Tile | null): void;
  remark(text: string, about?: About, ask?: RemarkAsk): void;
};

let lastRemark = 0;
const remarksKept = 3;

export function createRoomState(call: Call): RoomState {
  const me = computed(() => call.people.value.get(call.self));
  const room = {
    call,
    me,
    holds: computed(() => me.value !== undefined && holdsClass(me.value.role)),
    panel: signal<Panel | null>(null),
    layout: signal<Layout>('auto'),
    page: signal(0),
    pinned: signal<Tile | null>(null),
    facesPeople: signal(false),
    dialog: signal<RoomDialog | null>(null),
    soundBlocked: signal(false),
    speakerId: signal(''),
    shortcutsOn: signal(true),
    sendingShortcutsOn: signal(false),
    remarks: signal<readonly Remark[]>([]),
    enteredAt: serverNow(),
  };
  return {
    ...room,
    openPanel: (panel) => (room.panel.value = room.panel.value === panel ? null : panel),
    setLayout: (layout) =>
      batch(() => {
        room.layout.value = layout;
        room.pinned.value = null;
        room.page.value = 0;
      }),
    pin: (tile) => (room.pinned.value = tile),
    remark: (text, about, ask) => {
      const key = `here-${++lastRemark}`;
      room.remarks.value = [...room.remarks.value.filter((other) => other.text !== text), { key, text, about, ask }].slice(
        -remarksKept,
      );
    },
  };
}

export const RoomContext = createContext<RoomState | null>(null);

/** The room around this component. */
export function useRoom(): RoomState {
  const room = useContext(RoomContext);
  if (!room) throw new Error('outside of a room');
  return room;
}
