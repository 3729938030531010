import type { KeyObject } from 'node:crypto';
import { Classroom } from '../classroom/classroom.ts';
import type { FileTerms } from '../classroom/files/cabinet.ts';
import type { ClassRecord, Clock, GroupChecks, Media } from '../classroom/ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Census } from '../privacy/census.ts';
import type { Counts } from '../privacy/journal.ts';
import type { ClassCharter, ClassSettings } from '../protocol/http.ts';
import type { LeaveReason } from '../protocol/codes.ts';
import { serverTools } from '../tools/registry.ts';
import { ClassAudience } from '../transport/socket/audience.ts';
import type { RunningClass } from '../transport/socket/runningClass.ts';
import type { Nodes } from '../nodes/port.ts';

type Running = RunningClass<ClassLease>;

/** A class taken from the store to run: what it needs of there, until it ends. */
export type ClassLease = ClassRecord & {
  readonly settings: ClassSettings;
  readonly groups: GroupChecks;
  /** With what who comes proves to have the link, and the name of the keys that seats and tickets are for. */
  readonly door: KeyObject;
  readonly keys: string;
  /** What people who are in the lesson open when they reload the page. */
  readonly charter: ClassCharter;
  readonly vault: string;
  /** The students' link was renewed while the lesson runs: it goes on with the keys that it has, and nobody new comes in. */
  renewed: boolean;
  seatFor(id: string, role: 'host' | 'student'): string;
  /** Of the seats that count: rises when those given so far become worthless. */
  readonly generation: number;
  /** When the class expires in the store (milliseconds since 1970); null when it was erased from there. */
  readonly expires: number | null;
  /** The store's record is gone, while the class still runs. */
  erased(): void;
};

export type DirectoryOptions = {
  readonly nodes: Nodes;
  readonly media: Media;
  readonly clock: Clock;
  readonly census: Census;
  /** Milliseconds, and the server's own cap on people in a class. */
  readonly limits: {
    readonly hostGrace: number;
    readonly seatGrace: number;
    readonly lobbyPatience: number;
    readonly maxDuration: number;
    readonly capacity: number;
    /** Whether who has not entered may have transports. */
    readonly earlyLine: boolean;
    readonly files: FileTerms;
  };
  /** Finds a class that was made. Null when there is none. */
  find(classId: string): Promise<ClassLease | null>;
  /** Told when a class has begun or ended. */
  changed(event: 'begun' | 'ended', reason?: LeaveReason): void;
};

/** The classes that run now. A race of two people opening one is settled by a map of promises. */
export class Directory {
  readonly #begun = new Map<string, Promise<Running>>();
  readonly #running = new Map<string, Running>();
  readonly #options: DirectoryOptions;
  #stopping = false;

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  /** The class, if it runs. */
  running(classId: string): Running | null {
    return this.#running.get(classId) ?? null;
  }

  /** The class for who has not entered, if it runs and the configuration lets them have something of it. */
  beforeEntering(classId: string): Running | null {
    return this.#options.limits.earlyLine ? this.running(classId) : null;
  }

  isOpen(classId: string): boolean {
    return this.#running.has(classId);
  }

  /** What a ticket for the class depends on, while it runs, which spares asking the store; else null. */
  leaseOf(classId: string): ClassLease | null {
    return this.running(classId)?.lease ?? null;
  }

  /** The class's keys in the store are these now. The lesson that runs ends, or goes on with its own, without newcomers. */
  async renewed(classId: string, { keys, goesOn }: { readonly keys: string; readonly goesOn: boolean }): Promise<boolean> {
    // Also one that is being opened, with what the store said before.
    const running = await this.#begun.get(classId)?.catch(() => null);
    if (!running || running.lease.keys === keys) return false;
    running.lease.renewed = true;
    if (!goesOn) await this.end(classId, 'ended');
    return true;
  }

  /** The running class, begun now if need be. Refuses with `not-found` or `stopping`. */
  open(classId: string): Promise<Running> {
    if (this.#stopping) throw new Refusal('stopping');
    const existing = this.#begun.get(classId);
    if (existing) return existing;
    const opening = this.#begin(classId);
    this.#begun.set(classId, opening);
    opening.catch(() => this.#begun.delete(classId));
    return opening;
  }

  async #begin(classId: string): Promise<Running> {
    await using begun = new AsyncDisposableStack();
    const lost = () => void this.#begun.get(classId)?.then(({ classroom }) => classroom.close('stopping'));
    begun.use(await this.#options.nodes.claim(classId, lost));
    const lease = await this.#options.find(classId);
    if (!lease) throw new Refusal('not-found');
    const { limits, media, clock, census } = this.#options;
    const { lobby, rights, capacity } = lease.settings;
    const audience = new ClassAudience((id) => {
      const role = classroom.people.get(id)?.role === 'host' ? 'host' : 'student';
      return lease.seatFor(id, role);
    });
    const classroom = new Classroom({
      ...limits,
      capacity: Math.min(capacity, limits.capacity),
      lobby,
      rights,
      audience,
      media,
      record: lease,
      groups: lease.groups,
      tools: serverTools,
      clock,
      census,
      ended: (reason) => {
        this.#begun.delete(classId);
        this.#running.delete(classId);
        this.#options.changed('ended', reason);
        void claim.disposeAsync();
      },
    });
    const claim = begun.move();
    const running = { classroom, audience, lease };
    this.#running.set(classId, running);
    this.#options.changed('begun');
    return running;
  }

  /** Closes a class that was opened for somebody who then was refused at its door. */
  closeIfEmpty(classId: string): void {
    const running = this.#running.get(classId);
    if (running?.classroom.people.size === 0) void running.classroom.close('ended');
  }

  /** Ends one class. Harmless when it does not run. */
  async end(classId: string, reason: LeaveReason): Promise<void> {
    await this.#running.get(classId)?.classroom.close(reason);
  }

  /** Ends a class that was erased from the store. Harmless when it does not run. */
  async endErased(classId: string): Promise<void> {
    this.#running.get(classId)?.lease.erased();
    await this.end(classId, 'ended');
  }

  /** What a class holds now, by item of the ledger; null when it does not run. */
  heldIn(classId: string): Counts | null {
    return this.running(classId)?.classroom.held() ?? null;
  }

  /** Classes and people now: for metrics, without anything personal. */
  figures(): { classes: number; people: number } {
    const people = this.#running.values().reduce((sum, { classroom }) => sum + classroom.people.size, 0);
    return { classes: this.#running.size, people };
  }

  /** Tells everybody that the server will stop; from now on no class begins. */
  announceStop(inSeconds: number): void {
    this.#stopping = true;
    for (const { classroom } of this.#running.values()) classroom.tellPresent('stopping', { inSeconds });
  }

  /** Ends every class, for instance with `stopping`: then the browsers come back by themselves after the restart. */
  async closeAll(reason: LeaveReason): Promise<void> {
    this.#stopping = true;
    await Promise.all(Array.from(this.#running.values(), ({ classroom }) => classroom.close(reason)));
  }
}
