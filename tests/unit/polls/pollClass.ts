import { computed, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { framed } from '../../../client/crypto/base/bytes.ts';
import { newAgreementKeys, sign, verify } from '../../../client/crypto/base/primitives.ts';
import { pairKey } from '../../../client/crypto/messages/pairKeys.ts';
import type { Slate } from '../../../client/slates/slate.ts';
import type { Person } from '../../../client/state/call.ts';
import { type Desk, type Draft, openDesk } from '../../../client/tools/polls/desk.ts';
import { type Poll, type PollOp, type Polls, pollModel } from '../../../client/tools/polls/poll.ts';
import { type Browser, SlateClass } from '../slates/slateClass.ts';

/** One browser with its polls. */
export type Voice = {
  readonly browser: Browser;
  readonly desk: Desk;
  readonly refused: RefusalCode[];
  /** What it writes, for a browser that does not do as ours. */
  write(op: PollOp): Promise<RefusalCode | null>;
  poll(): Poll;
};

const bytes = (text: string) => new TextEncoder().encode(text);
const secret = bytes('the secret of the class');

/** A class with polls: the first is the teacher. */
export class PollClass implements Disposable {
  readonly where = new SlateClass();
  readonly voices: Voice[] = [];
  readonly #agreement = new Map<string, CryptoKeyPair>();
  readonly #people = signal<ReadonlyMap<string, Person>>(new Map());

  readonly #timers = new Set<() => void>();

  /** All that was to be done later is due. */
  passTime(): void {
    for (const task of this.#timers) task();
    this.#timers.clear();
  }

  get teacher(): Voice {
    return this.voices[0]!;
  }

  get pupils(): readonly Voice[] {
    return this.voices.slice(1);
  }

  async join(name: string, holds = false): Promise<Voice> {
    const browser = await this.where.join(name, holds);
    this.#agreement.set(browser.id, await newAgreementKeys());
    return this.#open(browser);
  }

  async leave(voice: Voice): Promise<void> {
    this.voices.splice(this.voices.indexOf(voice), 1);
    voice.desk[Symbol.dispose]();
    await this.where.leave(voice.browser);
    this.#tellPeople();
  }

  /** The same person, whose page has forgotten everything. */
  async reload(voice: Voice): Promise<Voice> {
    voice.desk[Symbol.dispose]();
    const index = this.voices.indexOf(voice);
    this.voices.splice(index, 1);
    const again = this.#open(await this.where.reload(voice.browser));
    this.voices.splice(this.voices.indexOf(again), 1);
    this.voices.splice(index, 0, again);
    return again;
  }

  [Symbol.dispose](): void {
    for (const { desk } of this.voices) desk[Symbol.dispose]();
    this.where[Symbol.dispose]();
  }

  /** The key that two people share, as the group gives it. */
  pair(self: string, other: string, use: string): Promise<CryptoKey> {
    const [own, theirs] = [this.#agreement.get(self)!, this.#agreement.get(other)!];
    return pairKey(own.privateKey, theirs.publicKey, secret, use);
  }

  #tellPeople(): void {
    const people = Array.from(this.where.members.values(), ({ id, name, holds }) => [
      id,
      {
        id,
        name,
        role: holds ? 'host' : 'student',
        mistakable: null,
        self: false,
        away: false,
        admitted: true,
        grants: {},
        blocked: [],
        sending: {},
      } as Person,
    ]);
    this.#people.value = new Map(people as [string, Person][]);
  }

  #open(browser: Browser): Voice {
    const all = browser.slates.of(pollModel);
    const slate = computed(() => (all.all.value[0] as Slate<Polls, PollOp> | undefined) ?? null);
    const { members } = this.where;
    const refused: RefusalCode[] = [];
    const desk = openDesk({
      call: {
        self: browser.id,
        people: this.#people,
        keys: {
          sign: (use, given) => sign(members.get(browser.id)!.signing, framed('ardoise tool 1', use, given)),
          isSigned: async (by, use, given, signature) => {
            const member = members.get(by);
            return member !== undefined && verify(member.verify, signature, framed('ardoise tool 1', use, given));
          },
          pairWith: async (id, use) => (members.has(id) ? this.pair(browser.id, id, use) : null),
        },
        refused: (code) => refused.push(code),
      },
      slate,
      holds: () => members.get(browser.id)!.holds,
      open: async () => {
        if (!slate.value) {
          await all.open();
          await slate.value!.allow('all');
        }
        return slate.value;
      },
      holders: () => Array.from(members.values()).flatMap(({ id, holds }) => (holds ? [id] : [])),
      after: (_ms, task) => {
        this.#timers.add(task);
        return { [Symbol.dispose]: () => void this.#timers.delete(task) };
      },
    });
    const voice: Voice = {
      browser,
      desk,
      refused,
      write: (op) => slate.value!.write(op),
      poll: () => desk.polls.value.at(-1)!,
    };
    this.voices.push(voice);
    this.#tellPeople();
    return voice;
  }
}

/** A teacher and so many pupils. */
export const classOf = async (pupils: number): Promise<PollClass> => {
  const room = new PollClass();
  await room.join('Mme Martin', true);
  for (let index = 0; index < pupils; index++) await room.join(`Élève ${index}`);
  return room;
};

export const yesNo: Draft = { kind: 'single', text: 'Compris ?', choices: ['Oui', 'Non'], anonymous: false, right: null };
