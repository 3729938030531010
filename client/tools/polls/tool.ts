import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import type { Slate } from '../../slates/slate.ts';
import { oneSlate } from '../../slates/oneSlate.ts';
import type { ClientTool, LiveTool, Outlet } from '../port.ts';
import { type Desk, openDesk } from './desk.ts';
import { type Poll, type PollOp, type Polls, pollModel } from './poll.ts';
import { type Prepared, type Writing, emptyWriting } from './prepared.ts';
import style from './style.css?inline';
import { pollParts } from './view.tsx';

/** The polls of a class, and what one is writing: it outlives the panel. */
export type PollRoom = {
  readonly desk: Desk;
  readonly outlets: ReadonlySignal<readonly Outlet[]>;
  /** Open polls that one has not answered, for a student. */
  readonly due: ReadonlySignal<readonly Poll[]>;
  readonly writing: Signal<Writing>;
  readonly prepared: Signal<readonly Prepared[]>;
  /** What is chosen or written in an answer that is not sent yet, by poll. */
  readonly choosing: Signal<ReadonlyMap<string, { readonly chosen: readonly number[]; readonly text: string }>>;
};

export const livePolls = (polls: PollRoom): LiveTool<'polls'> => ({
  hears: {},
  takes: null,
  parts: pollParts(polls),
  kept: null,
  [Symbol.dispose]: () => {
    polls.desk[Symbol.dispose]();
    polls.writing.value = emptyWriting;
    polls.prepared.value = [];
    polls.choosing.value = new Map();
  },
});

export const polls: ClientTool<'polls'> = {
  style,
  start: (call) => {
    const { slate, opened } = oneSlate(call.slates(), pollModel);
    const holds = () => holdsClass(call.people.value.get(call.self)?.role ?? 'student');
    const open = async (): Promise<Slate<Polls, PollOp> | null> => {
      const one = await opened();
      if (typeof one === 'string') {
        call.refused(one);
        return null;
      }
      if (one.who !== 'all') await one.allow('all');
      return one;
    };
    const desk = openDesk({
      call,
      slate,
      holds,
      open,
      holders: () =>
        Array.from(call.people.peek().values()).flatMap(({ id, role, admitted, self }) =>
          holdsClass(role) && (admitted || self) ? [id] : [],
        ),
      after: (ms, task) => {
        const timer = setTimeout(task, ms);
        return { [Symbol.dispose]: () => clearTimeout(timer) };
      },
    });
    return livePolls({
      desk,
      outlets: call.outlets,
      due: computed(() => {
        void desk.known.value;
        if (holds()) return [];
        return desk.polls.value.filter(({ id, at, question: { anonymous }, answered }) => {
          const { takesPart, own } = desk.knownOf(id);
          const done = anonymous ? takesPart : own !== null || answered.some((one) => one.id === call.self);
          return at === 'open' && !done;
        });
      }),
      writing: signal(emptyWriting),
      prepared: signal<readonly Prepared[]>([]),
      choosing: signal(new Map()),
    });
  },
};
