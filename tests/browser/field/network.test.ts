import { expect, test } from 'vitest';
import { launchChromium, observePeers, stepMs, visit, type Visitor } from '../../kit/browser.ts';
import { admitAll, controls, enterAs, growing, inRoom, type Lesson, openLesson, turnOn } from '../../kit/lesson.ts';
import { silentLine, type SilentLine } from '../../kit/proxies/silentLine.ts';

/** A pupil on a phone of their own, whose way to the server can die in silence. */
type Mobile = AsyncDisposable & { readonly lesson: Lesson; readonly ines: Visitor; readonly line: SilentLine };

const openMobile = async (): Promise<Mobile> => {
  await using stack = new AsyncDisposableStack();
  const lesson = stack.use(await openLesson({ students: [] }));
  const line = stack.use(await silentLine(lesson.server.port));
  const browser = await launchChromium(line.flags);
  stack.defer(() => browser.close());
  const ines = await visit(browser);
  await observePeers(ines.context);
  await ines.page.goto(lesson.link);
  await enterAs(ines, 'Inès');
  await admitAll(lesson.teacher, 1);
  await inRoom(ines);
  for (const person of [ines, lesson.teacher]) await turnOn(person, 'micro', 'caméra');
  await Promise.all([growing(ines), growing(lesson.teacher)]);
  const owned = stack.move();
  return { lesson, ines, line, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};

/** Does this, which is to cost the page its connection. Resolves once it was gone, however shortly, and is back. */
const comingBack = async ({ page }: Visitor, act: () => Promise<unknown>): Promise<void> => {
  const states = await page.evaluateHandle(() => {
    const told: string[] = [];
    const line = document.querySelector('.top-connection');
    const tell = () => told.push(line?.getAttribute('data-state') ?? '');
    if (line) new MutationObserver(tell).observe(line, { attributeFilter: ['data-state'] });
    return told;
  });
  await act();
  await page.waitForFunction((told) => told.includes('returning') && told.at(-1) === 'connected', states);
};

const signs = {
  'is online again': () => window.dispatchEvent(new Event('online')),
  'changes its network': () =>
    (navigator as unknown as { connection: EventTarget }).connection.dispatchEvent(new Event('change')),
  'is taken out of the pocket': () => document.dispatchEvent(new Event('visibilitychange')),
};

test.each(Object.entries(signs))(
  'a line that died in silence is had anew when the phone %s, without waiting for a heartbeat',
  async (_words, sign) => {
    await using mobile = await openMobile();
    const { ines, line, lesson } = mobile;
    line.die();
    await comingBack(ines, () => ines.page.evaluate(sign));
    await Promise.all([growing(ines, { frames: 1 }), growing(lesson.teacher, { frames: 1 })]);
    expect(await controls(ines).getByRole('button', { name: 'Éteindre le micro' }).isVisible()).toBe(true);
  },
);

const userNames = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(() => {
    const { testPeers } = window as unknown as { testPeers: RTCPeerConnection[] };
    const open = testPeers.filter(({ connectionState }) => connectionState === 'connected');
    return open.map((peer) => /a=ice-ufrag:(\S+)/.exec(peer.localDescription?.sdp ?? '')?.[1] ?? '');
  });

test('another network is tried for sound and picture at once, on a line that lives: nobody is cut', async () => {
  await using mobile = await openMobile();
  const { ines } = mobile;
  const before = await userNames(ines);
  expect(before).toHaveLength(2);
  await ines.page.evaluate(signs['is online again']);
  await expect
    .poll(async () => (await userNames(ines)).filter((name) => !before.includes(name)).length, { timeout: stepMs })
    .toBe(2);
  await growing(ines);
  expect(await ines.page.locator('.top-connection').getAttribute('data-state')).toBe('connected');
});
