import { added } from '../privacy/erasing.ts';
import type { Counts } from '../privacy/journal.ts';
import type { ToolStates } from '../tools/contracts.ts';
import type { ServerTool, ToolHandle, ToolMember, ToolRoom } from '../tools/port.ts';
import type { Classroom } from './classroom.ts';
import { requireRight } from './rights.ts';
import type { Clock } from './ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import { holdsClass, mayDo } from '../protocol/permissions.ts';

/** The tools of every class, by name. */
export type ToolSet = Readonly<Record<string, ServerTool>>;

/** Changes of tools are gathered for so long before everybody is told, in milliseconds. */
const toldAfter = 20;

/** The tools of one running class, each with a narrow view of it. What they hold counts as the class's. */
export class Toolbox implements Disposable {
  readonly #handles: ReadonlyMap<string, ToolHandle>;
  readonly #byRequest: ReadonlyMap<string, ToolHandle>;
  readonly #clock: Clock;
  readonly #tell: (states: Partial<ToolStates>) => void;
  #changed: readonly string[] = [];
  #telling: Disposable | null = null;

  constructor(classroom: Classroom, tools: ToolSet) {
    this.#clock = classroom.options.clock;
    this.#tell = (states) => classroom.tellPresent('tools', states);
    const started = Object.entries(tools).map(([name, tool]) => {
      const handle = tool.start(viewOf(classroom, () => this.#hasChanged(name)));
      return { name, handle, requests: Object.keys(tool.contract.requests) };
    });
    this.#handles = new Map(started.map(({ name, handle }) => [name, handle]));
    this.#byRequest = new Map(started.flatMap(({ handle, requests }) => requests.map((request) => [request, handle])));
  }

  /** Answers a request of a tool's contract, which has been checked against it. */
  ask(request: string, actor: ToolMember, input: unknown): unknown {
    const handle = this.#byRequest.get(request);
    if (!handle) throw new Refusal('unknown');
    return handle.ask(request, actor, input) ?? {};
  }

  /** What somebody is told of the tools who enters, however late. */
  snapshot(): ToolStates {
    return this.#statesOf(this.#handles.keys()) as ToolStates;
  }

  /** What the tools hold, by item of the ledger: of everybody, or of one participant. */
  held(of?: string): Counts {
    return added(...this.#handles.values().map((handle) => handle.held(of)));
  }

  left(id: string): void {
    for (const handle of this.#handles.values()) handle.left(id);
  }

  rightsChanged(): void {
    for (const handle of this.#handles.values()) handle.rightsChanged();
  }

  [Symbol.dispose](): void {
    this.#telling?.[Symbol.dispose]();
    for (const handle of this.#handles.values()) handle[Symbol.dispose]();
  }

  #hasChanged(name: string): void {
    this.#changed = [...this.#changed.filter((other) => other !== name), name];
    this.#telling ??= this.#clock.after(toldAfter, () => {
      this.#telling = null;
      const changed = this.#changed;
      this.#changed = [];
      this.#tell(this.#statesOf(changed));
    });
  }

  #statesOf(names: Iterable<string>): Partial<ToolStates> {
    const told = Array.from(names, (name) => [name, this.#handles.get(name)?.told()] as const);
    return Object.fromEntries(told.filter(([, state]) => state !== undefined));
  }
}

const viewOf = (classroom: Classroom, changed: () => void): ToolRoom => ({
  clock: classroom.options.clock,
  member: (id) => classroom.member(id),
  holdsClass: ({ role }) => holdsClass(role),
  requireHolder: ({ role }) => {
    if (!holdsClass(role)) throw new Refusal('forbidden');
  },
  mayDo: ({ id }, right) => mayDo(classroom.member(id), right, classroom.state),
  requireRight: ({ id }, right) => requireRight(classroom, classroom.member(id), right),
  // The tool's contract says what each piece of its news is.
  tell: (ids, name, news) => classroom.tell(ids, name as 'tools', news as never),
  tellPresent: (name, news, except) => classroom.tellPresent(name as 'tools', news as never, except),
  tellHosts: (name, news) => classroom.tellHosts(name as 'tools', news as never),
  changed,
});
