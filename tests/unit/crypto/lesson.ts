import { onTestFinished } from 'vitest';
import { type Browser, Relay } from './relay.ts';

/** An empty relay, which ends with the test. */
export const newRelay = async (options: Parameters<typeof Relay.open>[0] = {}): Promise<Relay> => {
  const relay = await Relay.open(options);
  onTestFinished(() => relay[Symbol.dispose]());
  return relay;
};

/** A class with its host. */
export const newClass = async (options: Parameters<typeof Relay.open>[0] = {}): Promise<{ relay: Relay; host: Browser }> => {
  const relay = await newRelay(options);
  return { relay, host: await relay.join('Prof', 'host') };
};

/** A host and pupils, all admitted. */
export const newLesson = async (): Promise<{ relay: Relay; host: Browser; ada: Browser; bea: Browser }> => {
  const { relay, host } = await newClass();
  return { relay, host, ada: await relay.admitted('Ada', host), bea: await relay.admitted('Bea', host) };
};

/** The kinds of warnings of one browser. */
export const kinds = ({ group }: Browser): string[] => group.shield().warnings.map(({ kind }) => kind);

/** Everything that anybody present is warned of. */
export const warnings = (relay: Relay): string[] => relay.present.flatMap(kinds);

/** Reloads a browser's page. */
export const reload = async (relay: Relay, browser: Browser): Promise<Browser> => {
  browser.group[Symbol.dispose]();
  relay.cut(browser);
  const again = await relay.browser(browser.name, browser.isHost ? 'host' : 'student', browser);
  await relay.enter(again, true);
  await relay.pass(1_000);
  return again;
};

/** The line is cut, and comes back. */
export const comeBack = async (relay: Relay, browser: Browser): Promise<void> => {
  await relay.enter(browser, true);
  await relay.pass(1_000);
};
