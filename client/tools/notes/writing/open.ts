import { type ReadonlySignal, computed } from '@preact/signals';
import type { ComponentType } from 'preact';
import { mayWrite } from '../../../slates/entry.ts';
import { oneSlate } from '../../../slates/oneSlate.ts';
import type { Slates } from '../../../slates/slates.ts';
import type { ToolCall } from '../../port.ts';
import { type NotesDesk, openDesk } from './desk.ts';
import { notesModel } from './model.ts';
import { surface } from './surface.tsx';

/** Notes, with what they are written with. */
export type OpenNotes = Disposable & {
  readonly desk: NotesDesk;
  /** They are open to everybody. */
  readonly shown: ReadonlySignal<boolean>;
  readonly View: ComponentType;
  /** Opens them to everybody: new ones where there are none yet. */
  show(): Promise<void>;
  hide(): void;
};

export const openNotes = (call: ToolCall<'notes'>, slates: Slates, holds: () => boolean): OpenNotes => {
  const { slate, opened } = oneSlate(Promise.resolve(slates), notesModel);
  const desk = openDesk({
    slate,
    mayWrite: () => holds() || mayWrite(slate.value?.who ?? 'nobody', call.self),
    refused: (code) => call.refused(code),
  });
  return {
    desk,
    shown: computed(() => desk.notes.value?.notes.shown ?? false),
    View: surface(desk),
    show: async () => {
      const one = await opened();
      if (typeof one === 'string') return call.refused(one);
      desk.show(true);
    },
    hide: () => desk.show(false),
    [Symbol.dispose]: () => desk[Symbol.dispose](),
  };
};
