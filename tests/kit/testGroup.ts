import type { GroupCommit } from '#protocol/group.ts';
import type { Answer } from '#protocol/messages.ts';
import type { Role } from '#protocol/people.ts';
import { signWord } from '../../client/crypto/group/hostWord.ts';
import { MlsGroup } from '../../client/crypto/mls/group.ts';
import { roleIn, signStaff, type StaffEntry, type StaffList } from '../../client/crypto/mls/staff.ts';
import type { TestClass, TestClient } from './client.ts';

export type TestChange = {
  readonly add?: readonly Pick<TestClient, 'member'>[];
  readonly remove?: readonly TestClient[];
  readonly staff?: StaffList;
};
/** A change as it is sent, and the group after it. */
export type TestCommit = { readonly input: GroupCommit; readonly next: MlsGroup };

/** The group of one class, as the browsers of those who hold it change it: with real keys and signatures. */
export class TestGroup {
  readonly #made: TestClass;

  constructor(made: TestClass) {
    this.#made = made;
  }

  /** The group as somebody has it. */
  of({ member }: TestClient): Promise<MlsGroup> {
    return member.group(this.#made.link);
  }

  /** A host begins a group with these people, of whom `cohosts` help. */
  async found(
    host: TestClient,
    people: readonly TestClient[] = [],
    cohosts: readonly TestClient[] = [],
  ): Promise<Answer<unknown>> {
    const { member } = host;
    await member.offer(host.id);
    const staff: StaffEntry[] = [
      { id: host.id, key: host.card.verify, role: 'host' },
      ...cohosts.map(({ id, card }) => ({ id, key: card.verify, role: 'cohost' as const })),
    ];
    const list = (group: Uint8Array) => signStaff(this.#made.hostKey, this.#made.id, group, { seq: 1, open: false, staff });
    const alone = await MlsGroup.found(member.pair, list, this.#made.link);
    const { next, info, welcome } = await alone.commit({ add: people.map((one) => one.member.keyPackage) });
    return this.#publish(host, next, info, welcome);
  }

  /** Brings the group back to a server that has forgotten it. */
  async bringBack(host: TestClient): Promise<Answer<unknown>> {
    const group = await this.of(host);
    return this.#publish(host, group, await group.info(), null);
  }

  /** Lets people in. */
  admit(actor: TestClient, people: readonly TestClient[]): Promise<Answer<unknown>> {
    return this.commit(actor, { add: people });
  }

  /** Takes people out for good. */
  remove(actor: TestClient, ...people: readonly TestClient[]): Promise<Answer<unknown>> {
    return this.commit(actor, { remove: people }, { excluded: people.map(({ id }) => id) });
  }

  /** Gives a role by a list that the host key has signed, whoever sends it. */
  async setRole(actor: TestClient, person: TestClient, role: Role): Promise<Answer<unknown>> {
    const { staff } = (await this.of(actor)).staff;
    const others = staff.filter(({ id }) => id !== person.id);
    const entry: StaffEntry[] = role === 'student' ? [] : [{ id: person.id, key: person.card.verify, role }];
    return this.commit(actor, { staff: await this.staffOf(actor, { staff: [...others, ...entry] }) });
  }

  /** The next staff list as this person's group wants it, signed with the host key or another. */
  async staffOf(actor: TestClient, change: Partial<StaffList> = {}, key = this.#made.hostKey): Promise<StaffList> {
    const { staff, groupBytes } = await this.of(actor);
    const { seq, open, staff: entries } = { ...staff, seq: staff.seq + 1, ...change };
    return signStaff(key, this.#made.id, groupBytes, { seq, open, staff: entries });
  }

  /** Makes a change and sends it. `more`: what is sent besides, or instead. */
  async commit(actor: TestClient, change: TestChange, more: Partial<GroupCommit> = {}): Promise<Answer<unknown>> {
    const { input, next } = await this.prepare(actor, change);
    const answer = await actor.ask('group.commit', { ...input, ...more });
    if (answer.ok) actor.member.take(next);
    return answer;
  }

  /** Makes a change without sending it. */
  async prepare(actor: TestClient, { add = [], remove = [], staff }: TestChange): Promise<TestCommit> {
    const group = await this.of(actor);
    const leaves = remove.map(({ id }) => {
      const leaf = group.memberOf(id)?.leaf;
      if (leaf === undefined) throw new Error('not in the group');
      return leaf;
    });
    const packages = add.map(({ member }) => member.keyPackage);
    const { commit, info, welcome, next } = await group.commit({ add: packages, remove: leaves, ...(staff && { staff }) });
    const isHost = roleIn(staff ?? group.staff, group.own) === 'host';
    const word = isHost && (await this.word(next));
    return { input: { commit, info, ...(welcome && { welcome }), ...(word && { word }) }, next };
  }

  /** The host's word for a group as it is. */
  word(group: MlsGroup, at = Date.now()) {
    return signWord(this.#made.hostKey, this.#made.id, group, at);
  }

  async #publish(host: TestClient, group: MlsGroup, info: string, welcome: string | null): Promise<Answer<unknown>> {
    const last = Math.max(...group.members.map(({ leaf }) => leaf));
    const members = Array.from({ length: last + 1 }, (_, at) => group.members.find(({ leaf }) => leaf === at)?.id ?? null);
    const word = await this.word(group);
    const answer = await host.ask('group.found', { info, members, word, ...(welcome && { welcome }) });
    if (answer.ok) host.member.take(group);
    return answer;
  }
}
