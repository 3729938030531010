import { type ReadonlySignal, computed, signal } from '@preact/signals';
import type { ToolName, ToolStates } from '#tools/contracts.ts';
import type { LiveTool, ToolCall } from '../tools/port.ts';
import { clientTools } from '../tools/registry.ts';
import { adoptStyle } from '../ui/adoptStyle.ts';
import { growingPauses } from '../net/patience.ts';
import type { Parts } from './news.ts';
import { announce } from './store.ts';
import { toolCall } from './toolCall.ts';

/** A tool, whichever: its contract has said that it takes what it is given. */
type AnyTool = {
  readonly hears: Readonly<Record<string, (news: unknown) => void | Promise<void>>>;
  readonly takes: ((state: unknown, entering: boolean) => void) | null;
};

/** The tools of a call, whose scripts are asked for once one is in the class, or is about to be without a lobby. What is told of them meanwhile waits for them, in order. */
export type Tools = Disposable & {
  readonly live: ReadonlySignal<readonly LiveTool[]>;
  hear(name: string, news: unknown): void;
  /** Asks for their scripts, once. To be called while one is waited for anyway: it keeps the page busy. */
  load(): void;
  /** Takes their states as told on entering. Resolves when their scripts have come, or are late. */
  enter(states: ToolStates): Promise<void>;
};

const attempts = 4;
/** Whoever is in waits no longer than this for a tool that is slow to come, in milliseconds: buttons that appear later move others. */
const enteringMs = 1_000;

const patiently = async <T>(load: () => Promise<T>): Promise<T> => {
  const pauses = growingPauses();
  for (let left = attempts - 1; left > 0; left -= 1) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauses.take()));
    }
  }
  return load();
};

/** One tool of a call: what is told of it before its script has come waits, in order. */
class Place {
  tool: LiveTool | null = null;
  #waiting: ((tool: AnyTool) => void)[] = [];
  #over = false;

  give(task: (tool: AnyTool) => void): void {
    if (this.tool) task(this.tool as AnyTool);
    else if (!this.#over) this.#waiting.push(task);
  }

  fill(tool: LiveTool): void {
    if (this.#over) return tool[Symbol.dispose]();
    this.tool = tool;
    for (const task of this.#waiting.splice(0)) task(tool as AnyTool);
  }

  /** Nothing waits any more: the call is over, or the script does not come. */
  close(): void {
    this.#over = true;
    this.#waiting = [];
    this.tool?.[Symbol.dispose]();
    this.tool = null;
  }
}

export const openTools = (parts: Omit<Parts, 'tools'>): Tools => {
  const live = signal<readonly LiveTool[]>([]);
  const outlets = computed(() => live.value.flatMap(({ parts: { outlet } }) => outlet ?? []));
  const call = { ...toolCall(parts), outlets };
  const places = new Map((Object.keys(clientTools) as ToolName[]).map((name) => [name, new Place()]));
  const show = () => (live.value = Array.from(places.values()).flatMap(({ tool }) => tool ?? []));
  let loading: Promise<unknown> | null = null;
  let inside = false;
  let missing = false;
  const load = async (name: ToolName, place: Place): Promise<void> => {
    try {
      // The registry gives each name its own tool.
      const { start, style } = await patiently(clientTools[name] as (typeof clientTools)['chat']);
      adoptStyle(style);
      place.fill(start(call as ToolCall<'chat'>));
      show();
    } catch {
      place.close();
      if (!missing) announce(parts.store, 'incomplete');
      missing = true;
    }
  };
  const all = () => (loading ??= Promise.all(Array.from(places, ([name, place]) => load(name, place))));
  return {
    live,
    load: () => void all(),
    enter: async (states) => {
      inside = true;
      for (const [name, place] of places)
        place.give((tool) => tool.takes?.((states as Partial<Record<ToolName, unknown>>)[name], true));
      await Promise.race([all(), new Promise((resolve) => setTimeout(resolve, enteringMs))]);
    },
    hear: (name, news) => {
      // Nothing is told of tools to who is not in the class.
      if (!inside) return;
      for (const [of, place] of places)
        place.give((tool) => {
          const changed = name === 'tools' ? (news as Partial<Record<ToolName, unknown>>) : {};
          if (of in changed) tool.takes?.(changed[of], false);
          else void tool.hears[name]?.(news);
        });
    },
    [Symbol.dispose]: () => {
      for (const place of places.values()) place.close();
      show();
    },
  };
};
