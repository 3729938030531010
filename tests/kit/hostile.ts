import { expect } from 'vitest';
import type { News, NewsName } from '#protocol/news.ts';
import type { Warning } from '../../client/state/call.ts';
import { codes } from '../../client/text/fr/codes.ts';
import { room as words } from '../../client/text/fr/room.ts';
import type { Classroom } from '../../server/classroom/classroom.ts';
import { depart } from '../../server/classroom/door.ts';
import { ClassAudience } from '../../server/transport/audience.ts';
import { observePeers, visit, type Visitor } from './browser.ts';
import { admitAll, button, inRoom, type Lesson, openPanel } from './lesson.ts';

/** Something that the server tells one browser. */
export type Telling = { [N in NewsName]: { readonly to: string; readonly name: N; readonly news: News<N> } }[NewsName];
export type TellingOf<N extends NewsName> = Extract<Telling, { readonly name: N }>;
/** What is told in the place of something: any number of things, in order. */
export type Lie = (telling: Telling) => readonly Telling[];

/** A server that is patched, in this process only: it hears everything that it tells, and tells something else instead. */
export class HostileServer implements Disposable {
  /** What an honest server would have told so far. */
  readonly due: Telling[] = [];
  readonly #honest = ClassAudience.prototype.tell;
  readonly #lies = new Set<Lie>();
  readonly #waiting = new Set<() => void>();
  #audience: ClassAudience | undefined;

  constructor() {
    const bend = (audience: ClassAudience, telling: Telling) => this.#bend(audience, telling);
    ClassAudience.prototype.tell = function tell<N extends NewsName>(this: ClassAudience, ids: Iterable<string>, name: N, news: News<N>) {
      for (const to of ids) bend(this, { to, name, news } as Telling);
    };
  }

  /** Lies until disposed. */
  lie(lie: Lie): Disposable {
    this.#lies.add(lie);
    return { [Symbol.dispose]: () => void this.#lies.delete(lie) };
  }

  /** Tells something of its own accord. */
  tell<N extends NewsName>(to: string, name: N, news: News<N>): void {
    if (!this.#audience) throw new Error('no class yet');
    this.#honest.call(this.#audience, [to], name, news);
  }

  /** The last thing of this name that was due to this person, or to anybody. */
  last<N extends NewsName>(name: N, to?: string): News<N> {
    const found = this.due.findLast((telling) => telling.name === name && (to === undefined || telling.to === to));
    if (!found) throw new Error(`nobody was told ${name}`);
    return found.news as News<N>;
  }

  /** Resolves once something like this is due, from now on. */
  next(is: (telling: Telling) => boolean): Promise<void> {
    const from = this.due.length;
    return new Promise((resolve) => {
      const look = () => {
        if (!this.due.slice(from).some(is)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  [Symbol.dispose](): void {
    ClassAudience.prototype.tell = this.#honest;
  }

  #bend(audience: ClassAudience, telling: Telling): void {
    this.#audience = audience;
    this.due.push(telling);
    let told: readonly Telling[] = [telling];
    for (const lie of this.#lies) told = told.flatMap(lie);
    for (const { to, name, news } of told) this.#honest.call(audience, [to], name, news);
    for (const look of this.#waiting) look();
  }
}

/** What a page asked of the server, in order. */
type Asked = readonly [name: string, input: unknown];
/** A person whose identifier the test knows, as the server does. */
export type Known = Visitor & { readonly id: string; readonly asked: readonly Asked[] };

/** Socket.IO's events with their numbers for the answers, as WebSocket frames carry them. */
const listen = ({ page }: Visitor): Asked[] => {
  const asked: Asked[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const [, event] = /^42\d*(\[.*\])$/s.exec(String(payload)) ?? [];
      if (event) asked.push(JSON.parse(event) as Asked);
    }),
  );
  return asked;
};

/** Opens the class link in a browser of their own, where `prepare` may do something before, and asks to enter. */
export const knock = async (lesson: Lesson, hostile: HostileServer, name: string, prepare?: (visitor: Visitor) => Promise<unknown>) => {
  const visitor = await visit(lesson.browser);
  await observePeers(visitor.context);
  await prepare?.(visitor);
  const asked = listen(visitor);
  await visitor.page.goto(lesson.link);
  await visitor.page.getByLabel('Votre nom').fill(name);
  const knocked = hostile.next((telling) => telling.name === 'lobby.knocked');
  await button(visitor.page, 'Entrer dans la classe').click();
  await knocked;
  return { ...visitor, asked, id: hostile.last('lobby.knocked').id } satisfies Known;
};

/** The same, and the teacher lets them in. */
export const join = async (...[lesson, ...rest]: Parameters<typeof knock>): Promise<Known> => {
  const person = await knock(lesson, ...rest);
  await admitAll(lesson.teacher, 1);
  await inRoom(person);
  return person;
};

export const classIdOf = ({ link }: Lesson): string => new URL(link).pathname.split('/').at(-1) ?? '';
export const classroomOf = async (lesson: Lesson): Promise<Classroom> =>
  (await lesson.server.app.directory.open(classIdOf(lesson))).classroom;

/** The teacher of a class. */
export const teacherOf = async (lesson: Lesson): Promise<Known> => {
  const { people } = await classroomOf(lesson);
  const host = people.values().find(({ role }) => role === 'host');
  if (!host) throw new Error('no host');
  return { ...lesson.teacher, asked: [], id: host.id };
};

/** They leave the class, as by the button. */
export const leave = async (lesson: Lesson, ...people: readonly Known[]): Promise<void> => {
  const classroom = await classroomOf(lesson);
  for (const { id } of people) {
    const person = classroom.people.get(id);
    if (person) depart(classroom, person, 'left');
  }
  await Promise.all(people.map(({ context }) => context.close()));
};

export const write = async (person: Visitor, text: string): Promise<void> => {
  await openPanel(person, 'Chat');
  await person.page.getByRole('textbox').last().fill(text);
  await person.page.keyboard.press('Enter');
  await person.page.getByRole('log').getByText(text).waitFor();
};

/** Resolves once this person has read it. */
export const reads = async (person: Visitor, text: string): Promise<void> => {
  await openPanel(person, 'Chat');
  await person.page.getByRole('log').getByText(text).first().waitFor();
};

/** Everything that is in this person's chat. */
export const chatOf = async (person: Visitor): Promise<string[]> => {
  await openPanel(person, 'Chat');
  return person.page.locator('.chat-text').allInnerTexts();
};

const shield = ({ page }: Visitor) => page.locator('.shield');

/** Resolves once the shield warns of exactly this, in words. */
export const isWarned = async (person: Visitor, ...warnings: readonly Warning[]): Promise<void> => {
  await shield(person).getByText(words.shield.warned).waitFor();
  await shield(person).click();
  const refused = person.page.locator('.shield-detail [role=alert] li');
  for (const warning of warnings) await refused.filter({ hasText: codes.warnings[warning] }).waitFor();
  const shown = await refused.allInnerTexts();
  await person.page.keyboard.press('Escape');
  expect(shown.toSorted()).toEqual(warnings.map((warning) => codes.warnings[warning]).toSorted());
};

/** The shield shows a class that is encrypted, without a warning. */
export const isTrusting = async (person: Visitor): Promise<void> => {
  await shield(person).getByText(words.shield.encrypted).waitFor();
};
