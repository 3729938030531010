import { afterAll, afterEach, beforeAll } from 'vitest';
import type { NewsName } from '#protocol/news.ts';
import { panels } from '../../client/text/fr/panels.ts';
import type { Classroom } from '../../server/classroom/classroom.ts';
import { admit, depart, welcomeOf } from '../../server/classroom/door.ts';
import { memberOf, type Participant } from '../../server/classroom/participant.ts';
import { observePeers, visit, type Visitor } from './browser.ts';
import { HostileServer } from './hostileServer.ts';
import { admitAll, button, inRoom, type Lesson, type LessonOptions, openLesson, openPanel } from './lesson.ts';

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
export const knock = async (
  lesson: Lesson,
  hostile: HostileServer,
  name: string,
  prepare?: (visitor: Visitor) => Promise<unknown>,
): Promise<Known> => {
  const visitor = await visit(lesson.browser);
  await observePeers(visitor.context);
  await prepare?.(visitor);
  const asked = listen(visitor);
  await visitor.page.goto(lesson.link);
  await visitor.page.getByLabel('Votre nom').fill(name);
  const knocked = hostile.next((telling) => telling.name === 'lobby.knocked');
  await button(visitor.page, 'Entrer dans la classe').click();
  await knocked;
  return { ...visitor, asked, id: hostile.last('lobby.knocked').id };
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

/** The teacher takes them out of the class. */
export const remove = async ({ page, ...teacher }: Visitor, name: string): Promise<void> => {
  await openPanel({ page, ...teacher }, 'Personnes');
  await page.getByRole('button', { name: panels.people.menu(name) }).click();
  await page.getByRole('button', { name: panels.people.remove }).click();
  await page.getByRole('button', { name: panels.people.removeConfirm, exact: true }).click();
};

/**
 * A lesson on a hostile server for the tests of one file: a teacher, and guests who are gone after each test, since the
 * warnings that a page has shown stay.
 */
export const hostileLesson = (options: LessonOptions = {}) => {
  const stage = {} as { hostile: HostileServer; lesson: Lesson; teacher: Known };
  let guests: Known[] = [];
  beforeAll(async () => {
    stage.hostile = new HostileServer();
    stage.lesson = await openLesson({ students: [], ...options });
    stage.teacher = await teacherOf(stage.lesson);
  });
  afterEach(async () => {
    await leave(stage.lesson, ...guests);
    guests = [];
  });
  afterAll(async () => {
    await stage.lesson?.[Symbol.asyncDispose]();
    stage.hostile[Symbol.dispose]();
  });
  const come = async (how: typeof knock, name: string, prepare?: Parameters<typeof knock>[3]): Promise<Known> => {
    const person = await how(stage.lesson, stage.hostile, name, prepare);
    guests.push(person);
    return person;
  };
  return {
    stage,
    /** Somebody who waits in the lobby. */
    knocker: (name: string, prepare?: Parameters<typeof knock>[3]) => come(knock, name, prepare),
    /** Somebody whom the teacher has let in. */
    guest: (name: string, prepare?: Parameters<typeof knock>[3]) => come(join, name, prepare),
    classroom: () => classroomOf(stage.lesson),
    /** Resolves once this person is due to be told this, from now on. */
    told: ({ id }: Known, what: NewsName) => stage.hostile.next(({ to, name }) => to === id && name === what),
  };
};

/** To whom somebody has given their sender key. */
export const keyedBy = ({ asked }: Known): string[] =>
  asked.flatMap(([name, input]) =>
    name === 'keys.send' ? (input as { boxes: { to: string }[] }).boxes.map(({ to }) => to) : [],
  );

/** What a server does that lets somebody in without a host: it tells them, and everybody else, that they are in. */
export const letIn = (room: Classroom, person: Participant): void => {
  admit(room, person);
  room.tell([person.id], 'admitted', welcomeOf(room, person));
  room.tellPresent('member.joined', { member: memberOf(person) }, person.id);
};
