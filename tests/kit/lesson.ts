import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, observePeers, visit, type Visitor } from './browser.ts';
import type { Front } from './client.ts';
import { inbound } from './inbound.ts';
import { startServer, type TestServer, type TestServerOptions } from './server.ts';

export type GatheringOptions = {
  readonly teacher?: string;
  readonly students?: readonly string[];
  /** Does this with the form of a new class before it is sent. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** The browser of the teacher (0), of the first to come (1), and so on. */
  readonly profile?: (index: number) => BrowserContextOptions;
  /** Told of each person before any page is opened. */
  readonly met?: (visitor: Visitor) => void;
};
export type LessonOptions = TestServerOptions & GatheringOptions & { readonly chromiumFlags?: readonly string[] };

/** The people of a class, in real browsers: the teacher and students, admitted and in the room. */
export type Gathering = {
  readonly origin: string;
  /** For students. */
  readonly link: string;
  /** For the teacher's devices. */
  readonly hostLink: string;
  readonly teacher: Visitor;
  readonly students: readonly Visitor[];
  readonly everyone: readonly Visitor[];
  /** A newcomer who has opened the link, given a name and pressed the button. */
  arrive(name: string, size?: { width: number; height: number }): Promise<Visitor>;
};

/** A class in real browsers, and its server. */
export type Lesson = Gathering & AsyncDisposable & { readonly server: TestServer; readonly browser: Browser };

export const teacherName = 'Mme Martin';

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

export const turnOn = async ({ page }: Visitor, ...what: readonly ('micro' | 'caméra')[]): Promise<void> => {
  for (const device of what)
    await button(page, device === 'micro' ? 'Allumer le micro' : 'Allumer la caméra')
      .first()
      .click();
};

/** The bar of controls: there only in the room. */
export const controls = ({ page }: Visitor) => page.getByRole('navigation', { name: 'Commandes' });

export const openPanel = async (visitor: Visitor, name: 'Chat' | 'Personnes' | 'Classe' | 'Fichiers'): Promise<void> => {
  const opener = controls(visitor).getByRole('button', { name: new RegExp(`^${name}`) });
  if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
};

/** Lets in whoever waits, one by one or all at once. */
export const admitAll = async (teacher: Visitor, count: number): Promise<void> => {
  await openPanel(teacher, 'Classe');
  await button(teacher.page, /^Admettre (?!tout)/)
    .nth(count - 1)
    .waitFor();
  await button(teacher.page, count > 1 ? 'Admettre tout le monde' : /^Admettre/).click();
};

/** Resolves once the person is in the room. */
export const inRoom = (visitor: Visitor): Promise<void> => controls(visitor).waitFor();

/**
 * Resolves once this page has decoded `frames` more pictures of each of `people` others, and heard something of each of as many
 * unless `audio` is false.
 */
export const growing = async ({ page }: Visitor, { frames = 10, audio = true, people = 1 } = {}): Promise<void> => {
  const before = new Map((await inbound(page)).map((stream) => [stream.ssrc, stream]));
  for (;;) {
    const now = await inbound(page);
    const seen = now.filter(({ ssrc, pictures }) => pictures > 0 && pictures >= (before.get(ssrc)?.pictures ?? 0) + frames);
    const heard = now.filter(({ ssrc, sound }) => sound > (before.get(ssrc)?.sound ?? 0));
    if ((frames === 0 || seen.length >= people) && (!audio || heard.length >= people)) return;
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
};

/**
 * Does something that is announced, and resolves once all these people have been shown it. Announcements pass after a few
 * seconds, so everybody looks out from before, at the same time.
 */
export const announcing = async (people: readonly Visitor[], words: string | RegExp, act: () => unknown): Promise<void> => {
  const read = people.map(({ page }) => page.getByText(words).first().waitFor({ state: 'attached' }));
  await Promise.all([...read, act()]);
};

/** The first host makes a class. Returns the link for students. */
export const makeClass = async (
  { page }: Visitor,
  { server, prepare }: { server: Front; prepare?: GatheringOptions['prepare'] },
): Promise<string> => {
  await page.goto(`${server.origin}/#${server.app.firstHostFragment}`);
  await button(page, 'Ouvrir la session').click();
  await page.getByLabel('Titre de la classe').fill('Physique, 2de B');
  await prepare?.(page);
  await button(page, 'Créer la classe').click();
  await page.getByRole('link', { name: 'Commencer la classe' }).waitFor();
  return page.getByRole('textbox', { name: 'Lien des élèves' }).first().inputValue();
};

export const enterAs = async ({ page }: Visitor, name: string): Promise<void> => {
  await page.getByLabel('Votre nom').fill(name);
  await button(page, 'Entrer dans la classe').click();
};

/** Lets the first host make a class, and students come. */
export const gather = async (browser: Browser, server: Front, options: GatheringOptions): Promise<Gathering> => {
  const everyone: Visitor[] = [];
  const newVisitor = async (size?: { width: number; height: number }): Promise<Visitor> => {
    const visitor = await visit(browser, size, options.profile?.(everyone.length));
    await observePeers(visitor.context);
    everyone.push(visitor);
    options.met?.(visitor);
    return visitor;
  };
  const teacher = await newVisitor();
  const link = await makeClass(teacher, { server, prepare: options.prepare });
  const start = teacher.page.getByRole('link', { name: 'Commencer la classe' });
  const hostLink = await start.evaluate((anchor: HTMLAnchorElement) => anchor.href);
  await start.click();
  await enterAs(teacher, options.teacher ?? teacherName);
  await inRoom(teacher);
  const arrive = async (name: string, size?: { width: number; height: number }): Promise<Visitor> => {
    const visitor = await newVisitor(size);
    await visitor.page.goto(link);
    await enterAs(visitor, name);
    return visitor;
  };
  const students = [];
  for (const name of options.students ?? ['Inès', 'Tom']) {
    const student = await arrive(name);
    await student.page.getByText('Salle d’attente').first().waitFor();
    students.push(student);
  }
  if (students.length > 0) {
    await admitAll(teacher, students.length);
    await Promise.all(students.map(inRoom));
  }
  return { origin: server.origin, link, hostLink, teacher, students, everyone, arrive };
};

/** Opens a lesson with its people in the room. Everything is closed with it. */
export const openLesson = async (options: LessonOptions = {}): Promise<Lesson> => {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startServer(options));
  const browser = await launchChromium(options.chromiumFlags);
  stack.defer(() => browser.close());
  const gathering = await gather(browser, server, options);
  const owned = stack.move();
  return { ...gathering, server, browser, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};
