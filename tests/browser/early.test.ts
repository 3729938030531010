import { expect, test } from 'vitest';
import { observePeers, type Visitor, visit } from '../kit/browser.ts';
import { classIdOf } from '../kit/hostile.ts';
import { admitAll, enterAs, growing, inRoom, type Lesson, openLesson, turnOn } from '../kit/lesson.ts';

/** A teacher who shows a camera. */
const begin = async (): Promise<Lesson> => {
  const lesson = await openLesson({ students: [] });
  await turnOn(lesson.teacher, 'caméra');
  return lesson;
};

type Reader = Visitor & { readonly asked: string[]; readonly lines: { open: number } };

/** Keeps every word that the page calls out, also those that pass: to be called before the page is opened. */
const keepAlerts = ({ page }: Visitor): Promise<unknown> =>
  page.addInitScript(() => {
    const alerts = new Set<string>();
    const look = () =>
      document.querySelectorAll('[role=alert], .toast').forEach((one) => one.textContent && alerts.add(one.textContent));
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { alerts });
  });
const alertsOf = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(() => Array.from((window as unknown as { alerts: Set<string> }).alerts));

/** Somebody who has opened the link and reads, what their page asks for on its line, and how many lines it has. */
const reads = async (lesson: Lesson): Promise<Reader> => {
  const visitor = await visit(lesson.browser);
  await observePeers(visitor.context);
  await keepAlerts(visitor);
  const reader = { ...visitor, asked: [] as string[], lines: { open: 0 } };
  visitor.page.on('websocket', (socket) => {
    reader.lines.open += 1;
    socket.on('close', () => (reader.lines.open -= 1));
    // A request of Socket.IO's: its number, then its name.
    socket.on('framesent', ({ payload }) => {
      const [, name] = /^42\d+\["([^"]+)"/.exec(String(payload)) ?? [];
      if (name) reader.asked.push(name);
    });
  });
  await visitor.page.goto(lesson.link);
  await visitor.page.getByLabel('Votre nom').waitFor();
  return reader;
};

const states = ({ page }: Reader): Promise<RTCPeerConnectionState[]> =>
  page.evaluate(() => (window as unknown as { testPeers: RTCPeerConnection[] }).testPeers.map((peer) => peer.connectionState));
const connected = (reader: Reader) => expect.poll(() => states(reader)).toContain('connected');
const comesIn = async (lesson: Lesson, reader: Reader, name: string): Promise<void> => {
  await enterAs(reader, name);
  await admitAll(lesson.teacher, 1);
  await inRoom(reader);
  await growing(reader, { audio: false });
};

test('while one reads the transport is connected, and whoever is let in then has the picture without opening it again', async () => {
  await using lesson = await begin();
  const reader = await reads(lesson);
  await connected(reader);
  expect(reader.asked).toEqual(['media.open', 'media.connect']);
  expect(lesson.server.app.directory.figures().people).toBe(1);
  await comesIn(lesson, reader, 'Inès');
  const asked = (name: string) => reader.asked.filter((other) => other === name).length;
  await expect.poll(() => asked('media.ready')).toBeGreaterThan(0);
  expect([asked('media.open'), asked('media.connect')]).toEqual([1, 1]);
  expect((await states(reader)).filter((state) => state === 'connected')).toHaveLength(1);
});

test('what was prepared and is lost while one reads is opened anew on entering, without a word of it', async () => {
  await using lesson = await begin();
  const reader = await reads(lesson);
  await connected(reader);
  lesson.server.app.directory.running(classIdOf(lesson))?.classroom.early.endAll();
  await expect.poll(() => reader.lines.open).toBe(0);
  await comesIn(lesson, reader, 'Tom');
  expect(reader.asked.filter((name) => name === 'media.open')).toHaveLength(2);
  expect(await alertsOf(reader)).toEqual([]);
});
