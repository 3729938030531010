import { type ReadonlySignal, effect, signal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import type { Slates } from '../../slates/slates.ts';
import type { ClientTool, ToolCall } from '../port.ts';
import style from './style.css?inline';
import { notesParts } from './view.tsx';
import type { OpenNotes } from './writing/open.ts';

/** The notes of the class. */
export type NotesRoom = {
  /** Null until there are some, and until what one writes with has come. */
  readonly notes: ReadonlySignal<OpenNotes | null>;
  /** Opens them to everybody, for who holds the class. */
  show(): Promise<void>;
  hide(): void;
};

/** What notes are written with is a script of its own, for which nobody waits in a class that has none. */
const opening = (call: ToolCall<'notes'>, notes: { value: OpenNotes | null }) => {
  const holds = (): boolean => holdsClass(call.people.value.get(call.self)?.role ?? 'student');
  let coming: Promise<OpenNotes | null> | null = null;
  return (slates: Slates): Promise<OpenNotes | null> => {
    coming ??= import('./writing/open.ts').then(
      ({ openNotes }) => (notes.value = openNotes(call, slates, holds)),
      () => {
        coming = null;
        call.refused('offline');
        return null;
      },
    );
    return coming;
  };
};

export const notes: ClientTool<'notes'> = {
  style,
  start: (call) => {
    const open = signal<OpenNotes | null>(null);
    const fetched = opening(call, open);
    let stop = (): void => {};
    let over = false;
    void call.slates().then((slates) => {
      if (!over) stop = effect(() => void (slates.tools.value.has('notes') && fetched(slates)));
    });
    const room: NotesRoom = {
      notes: open,
      show: async () => (await fetched(await call.slates()))?.show(),
      hide: () => open.value?.hide(),
    };
    return {
      hears: {},
      takes: null,
      parts: notesParts(room),
      kept: null,
      [Symbol.dispose]: () => {
        over = true;
        stop();
        open.value?.[Symbol.dispose]();
      },
    };
  },
};
