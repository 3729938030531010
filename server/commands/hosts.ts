// npm run hosts: who may host on this server. Works while the server runs, and while it does not.
import { createInterface } from 'node:readline/promises';
import { ConfigError } from '../config/source.ts';
import { hashToken, randomToken } from '../identity/tokens.ts';
import { ownOrigin } from '../config/origin.ts';
import { runningConfig } from '../config/running.ts';
import type { ListedHost } from '../store/ports/operator.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/ports/store.ts';
import { fragmentOf } from '../identity/providers/link/links.ts';

/** Said instead of a stack: what was asked for cannot be done. */
class AskedWrongly extends Error {}

const usage = `npm run hosts                   lists the hosts
npm run hosts -- invite         prints a one-time link for a new host
npm run hosts -- remove ID      removes a host with all sessions and one-time links; asks about the classes, unless
                                --with-classes or --keep-classes says it`;

const hour = 3_600_000;
const config = runningConfig(process.env);
const hold = config.retention.legalHold;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const dayOf = (at: number | null): string => (at === null ? '-' : new Date(at).toISOString().slice(0, 10));

const list = async ({ operator }: Store): Promise<void> => {
  const hosts = await operator.hosts(Date.now());
  if (hosts.length === 0) return say('Nobody hosts here yet.');
  const line = (...cells: readonly (string | number)[]) =>
    say(
      cells
        .map((cell, index) => String(cell).padEnd([24, 12, 12, 10, 8, 8][index] ?? 0))
        .join('')
        .trimEnd(),
    );
  line('host', 'made', 'last used', 'sessions', 'links', 'classes');
  for (const { id, madeAt, usedOn, sessions, invitations, classes } of hosts) {
    line(id, dayOf(madeAt), dayOf(usedOn), sessions, invitations, classes);
  }
};

const invite = async ({ operator }: Store): Promise<void> => {
  const [token, now] = [randomToken(), Date.now()];
  const expires = now + config.retention.invitationHours * hour;
  await operator.invite({ hash: hashToken(token), expires }, now);
  say(`Whoever opens this link first, once, becomes a host. It is good until ${new Date(expires).toISOString()}.`);
  say(`${ownOrigin(config.http, config.http.port)}/#${fragmentOf(token)}`);
};

const choiceOf = (words: readonly string[]): boolean | null => {
  const [withClasses, keepClasses] = [words.includes('--with-classes'), words.includes('--keep-classes')];
  return withClasses === keepClasses ? null : withClasses;
};

/** Whether the classes go too. Without a flag it is asked, where somebody can answer. */
const withClassesOf = async ({ classes }: ListedHost, words: readonly string[]): Promise<boolean> => {
  const choice = choiceOf(words);
  if (choice !== null) return choice;
  if (!process.stdin.isTTY) throw new AskedWrongly('Say what becomes of the classes: --with-classes or --keep-classes.');
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  say(`This host made ${classes} class(es). Whoever has their links, the removed host too, can open them as long as they exist.`);
  const answer = await asking.question('Erase them, and end those that run? [yes/no; anything else removes nobody] ');
  asking.close();
  if (answer !== 'yes' && answer !== 'no') throw new AskedWrongly('Nobody was removed.');
  return answer === 'yes';
};

const remove = async (store: Store, [account, ...words]: readonly string[]): Promise<void> => {
  const { operator } = store;
  const host = (await operator.hosts(Date.now())).find(({ id }) => id === account);
  if (!host) throw new AskedWrongly('There is no such host. Without anything behind it, npm run hosts lists them.');
  const withClasses = await withClassesOf(host, words);
  await operator.remove({ account: host.id, withClasses, hold }, Date.now());
  await store.settle();
  say(`Removed: ${host.id}, with ${host.sessions} session(s) and ${host.invitations} one-time link(s).`);
  if (withClasses) say(`${host.classes} class(es) went too; one that runs ends within seconds.`);
  else if (host.classes > 0) say(`${host.classes} class(es) stay, for whoever has their links: the removed host too.`);
  if (hold) say('Legal hold is on: all of it is unusable now, and will be erased when the hold ends.');
};

const run = async ([word, ...words]: readonly string[]): Promise<void> => {
  if (word !== undefined && word !== 'invite' && word !== 'remove') throw new AskedWrongly(usage);
  await using stack = new AsyncDisposableStack();
  const store = await openStore(config.data, config.retention);
  stack.defer(() => store.close());
  if (word === undefined) await list(store);
  else if (word === 'invite') await invite(store);
  else await remove(store, words);
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof ConfigError || error instanceof AskedWrongly;
  process.stderr.write(`${known ? (error as Error).message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
