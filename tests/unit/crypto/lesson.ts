import { onTestFinished } from 'vitest';
import { type Browser, Relay } from './relay.ts';

/** An empty relay, which ends with the test. */
export const newRelay = (): Relay => {
  const relay = new Relay();
  onTestFinished(() => relay[Symbol.dispose]());
  return relay;
};

/** A class with its host. */
export const newClass = async (): Promise<{ relay: Relay; host: Browser }> => {
  const relay = newRelay();
  return { relay, host: await relay.join('Prof', 'host') };
};

/** Everything that anybody present is warned of. */
export const warnings = (relay: Relay): string[] =>
  Array.from(relay.present.values()).flatMap(({ group }) => group.shield().warnings);

/** Reloads a browser's page. */
export const reload = async (
  relay: Relay,
  browser: Browser,
  name: string,
  role: 'host' | 'student' = 'student',
): Promise<Browser> => {
  browser.group.dispose();
  const again = await relay.browser(name, role, browser);
  relay.enter(again);
  await relay.pass(1_000);
  return again;
};
