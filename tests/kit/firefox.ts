import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const executablePath = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr';

export const hasFirefox = existsSync(executablePath);

/** Fake devices, media over loopback, sound without a click, and nothing said to anybody else. */
const preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.gmp-manager.updateEnabled': false,
  'intl.locale.requested': 'fr',
  'intl.accept_languages': 'fr-FR, fr',
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.region.network.url': '',
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': '',
  'toolkit.telemetry.enabled': false,
} as const;

/** A page of Firefox. What is run in it is a function that knows nothing of the test but what it is given. */
export type FirefoxPage = {
  goto(url: string): Promise<void>;
  run<A extends readonly unknown[], R>(task: (...given: A) => R | Promise<R>, ...given: A): Promise<R>;
  /** Resolves once the function says yes: it is asked at each picture of the page. */
  until<A extends readonly unknown[]>(is: (...given: A) => boolean | Promise<boolean>, ...given: A): Promise<void>;
  /** Lets the pages of this origin use camera and microphone: until they may, Firefox offers no other address than the default one. */
  allowDevices(origin: string): Promise<void>;
  /** Does this in every page before its own scripts. */
  before(task: () => void): Promise<void>;
};

export type Firefox = AsyncDisposable & { readonly version: string; readonly page: FirefoxPage };

type Message = { id?: number; type?: string; result?: never; error?: string; message?: string };

/** WebDriver BiDi (W3C): commands over one WebSocket, each with its answer. */
const connect = async (address: string) => {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, PromiseWithResolvers<never>>();
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, type, result, error, message } = JSON.parse(String(data)) as Message;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (type === 'error') asked?.reject(new Error(`${error}: ${message}`));
    else asked?.resolve(result as never);
  });
  await once(socket, 'open');
  let last = 0;
  const command = <R>(method: string, params: object = {}): Promise<R> => {
    const id = ++last;
    const answer = Promise.withResolvers<never>();
    waiting.set(id, answer);
    socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  };
  return { command, close: () => socket.close() };
};

/** A fresh Firefox without a window. */
export const launchFirefox = async (): Promise<Firefox> => {
  await using stack = new AsyncDisposableStack();
  const profile = await mkdtemp(join(tmpdir(), 'ardoise-firefox-'));
  stack.defer(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const flags = [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port',
    '0',
    '--remote-allow-system-access',
    'about:blank',
  ];
  const child = spawn(executablePath, flags, { env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' } });
  stack.defer(async () => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  });
  const address = await addressOf(child.stderr);
  const { command, close } = await connect(address);
  stack.defer(close);
  const { capabilities } = await command<{ capabilities: { browserVersion: string } }>('session.new', { capabilities: {} });
  const { contexts } = await command<{ contexts: { context: string }[] }>('browsingContext.getTree');
  const context = contexts[0]?.context ?? '';
  const evaluate = async (expression: string, target = context): Promise<unknown> => {
    const answer = await command<{ type: string; result?: { value?: string }; exceptionDetails?: { text: string } }>(
      'script.evaluate',
      {
        expression,
        target: { context: target },
        awaitPromise: true,
      },
    );
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
    return answer.result?.value === undefined ? undefined : JSON.parse(answer.result.value);
  };
  const call = (task: string, given: readonly unknown[]) =>
    evaluate(`(async () => JSON.stringify(await (${task})(...${JSON.stringify(given)})))()`);
  const again = 'new Promise((next) => requestAnimationFrame(next))';
  const owned = stack.move();
  return {
    version: capabilities.browserVersion,
    page: {
      goto: (url) => command('browsingContext.navigate', { context, url, wait: 'complete' }),
      run: (task, ...given) => call(String(task), given) as Promise<never>,
      until: async (is, ...given) => {
        await call(`async (...given) => { while (!(await (${String(is)})(...given))) await ${again}; }`, given);
      },
      allowDevices: async (origin) => {
        const { contexts: windows } = await command<{ contexts: { context: string }[] }>('browsingContext.getTree', {
          'moz:scope': 'chrome',
        });
        const principal = `Services.scriptSecurityManager.createContentPrincipalFromOrigin(${JSON.stringify(origin)})`;
        const allow = ['camera', 'microphone'].map((name) => `Services.perms.addFromPrincipal(${principal}, '${name}', 1)`);
        await evaluate(`{ ${allow.join(';')}; undefined }`, windows[0]?.context);
      },
      before: (task) => command('script.addPreloadScript', { functionDeclaration: String(task) }),
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
};

const addressOf = async (output: NodeJS.ReadableStream): Promise<string> => {
  for await (const line of createInterface({ input: output })) {
    const [, address] = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(line) ?? [];
    if (address) {
      output.resume();
      return address;
    }
  }
  throw new Error('Firefox did not start');
};
