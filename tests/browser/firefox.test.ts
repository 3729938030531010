import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Firefox, hasFirefox, launchFirefox } from '../kit/firefox.ts';
import { reads, write } from '../kit/hostile.ts';
import { admitAll, button, growing, type Lesson, openLesson, turnOn } from '../kit/lesson.ts';
import { closeShield, isTrusting, openShield } from '../kit/shield.ts';

type Decoded = { readonly pictures: number; readonly sound: number };
type Observed = Window & { readonly testDecoded: () => Promise<Decoded> };

// What follows runs in Firefox's page, and knows nothing of this file.

/** Lets the page say what its peer connections have decoded. */
const observe = (): void => {
  const peers: RTCPeerConnection[] = [];
  const Native = window.RTCPeerConnection;
  const testDecoded = async () => {
    const open = peers.filter(({ signalingState }) => signalingState !== 'closed');
    const reports = await Promise.all(open.map((peer) => peer.getStats()));
    const stats = reports.flatMap((report) => Array.from(report.values() as Iterable<Record<string, unknown>>));
    const sum = (key: string) =>
      stats.reduce((total, stat) => total + (stat['type'] === 'inbound-rtp' ? Number(stat[key] ?? 0) : 0), 0);
    return { pictures: sum('framesDecoded'), sound: sum('totalAudioEnergy') };
  };
  Object.assign(window, {
    testDecoded,
    RTCPeerConnection: class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        peers.push(this);
      }
    },
  });
};

/** Presses the button of this name, once it can be seen. */
const press = (name: string): boolean => {
  const isNamed = (button: HTMLElement) => (button.getAttribute('aria-label') ?? button.textContent).trim() === name;
  const button = Array.from(document.querySelectorAll('button')).find((one) => one.offsetParent !== null && isNamed(one));
  button?.click();
  return button !== undefined;
};

const shows = (text: string): boolean => document.body.innerText.includes(text);

const fill = (selector: string, text: string): boolean => {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (field) field.value = text;
  return field !== null;
};

const decoded = (): Promise<Decoded> => (window as unknown as Observed).testDecoded();
const decodedMoreThan = async ({ pictures, sound }: Decoded): Promise<boolean> => {
  const now = await (window as unknown as Observed).testDecoded();
  return now.pictures >= pictures + 10 && now.sound > sound;
};

const here = hasFirefox ? '' : ' (firefox-esr is not installed here)';
describe.runIf(hasFirefox)(`a class between Chromium and Firefox${here}`, () => {
  let lesson: Lesson;
  let firefox: Firefox;
  beforeAll(async () => {
    lesson = await openLesson({ students: [] });
    firefox = await launchFirefox();
    const { page } = firefox;
    await page.before(observe);
    await page.allowDevices(lesson.origin);
    await page.goto(lesson.link);
    await page.until(fill, 'input[name=name]', 'Renard');
    await page.until(press, 'Entrer dans la classe');
    await page.until(shows, 'Salle d’attente');
    await admitAll(lesson.teacher, 1);
    await page.until(shows, 'Chiffrée de bout en bout');
  });
  afterAll(async () => {
    await firefox?.[Symbol.asyncDispose]();
    await lesson?.[Symbol.asyncDispose]();
  });

  test('both have the same safety words', async () => {
    await firefox.page.until(press, 'Chiffrée de bout en bout');
    await firefox.page.until(press, 'Afficher les mots');
    await firefox.page.until(() => document.querySelector('.safety-code small') !== null);
    const words = await firefox.page.run(() => document.querySelector('.safety-code')?.firstChild?.textContent ?? '');
    expect(words).toMatch(/^(\S+\s){5}\S+$/);
    await openShield(lesson.teacher);
    await button(lesson.teacher.page, 'Afficher les mots').click();
    await lesson.teacher.page.locator('.safety-code').getByText(words).waitFor();
    await closeShield(lesson.teacher);
  });

  test('both see and hear each other', async () => {
    const { page } = firefox;
    await turnOn(lesson.teacher, 'micro', 'caméra');
    await page.until(press, 'Allumer le micro');
    await page.until(press, 'Allumer la caméra');
    await growing(lesson.teacher);
    await page.until(decodedMoreThan, await page.run(decoded));
  });

  test('both read each other', async () => {
    const { page } = firefox;
    await page.until(press, 'Chat');
    await write(lesson.teacher, 'Bonjour Firefox');
    await page.until(shows, 'Bonjour Firefox');
    await page.until(fill, '.composer textarea', 'Bonjour Chromium');
    await page.until(press, 'Envoyer');
    await reads(lesson.teacher, 'Bonjour Chromium');
  });

  test('neither is warned of anything', async () => {
    await isTrusting(lesson.teacher);
    expect(await firefox.page.run(shows, 'Chiffrée de bout en bout')).toBe(true);
    expect(lesson.teacher.faults).toEqual([]);
  });
});
