import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { devicesOn, launchWithPermissions, type Visitor } from '../../kit/browser.ts';
import { button, gather, type Gathering, growing, turnOn } from '../../kit/lesson.ts';
import { startServer, type TestServer } from '../../kit/server.ts';

let server: TestServer;
let browser: Browser;
let lesson: Gathering;
let pupil: Visitor;
beforeAll(async () => {
  server = await startServer({});
  browser = await launchWithPermissions();
  lesson = await gather(browser, server, { students: ['Inès'] });
  [pupil] = lesson.students as [Visitor];
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

type Device = 'micro' | 'caméra';
const articles = { micro: 'le micro', caméra: 'la caméra' } as const;
const isOn = (device: Device) => button(pupil.page, `Éteindre ${articles[device]}`).first().waitFor();
const isOff = (device: Device) => button(pupil.page, `Allumer ${articles[device]}`).first().waitFor();
const turnOff = async (device: Device) => {
  await button(pupil.page, `Éteindre ${articles[device]}`).first().click();
  await isOff(device);
};
const said = (words: string) => pupil.page.getByRole('log').getByText(words).first().waitFor({ state: 'attached' });
const sent = (device: Device) => growing(lesson.teacher, device === 'micro' ? { frames: 0 } : { audio: false });

/** The browser ends what the page has of a device, as when another program takes it. */
const end = (kind: 'audio' | 'video') =>
  pupil.page.evaluate((of) => {
    const { testTracks } = window as unknown as { testTracks: MediaStreamTrack[] };
    for (const track of testTracks.filter((one) => one.kind === of && one.readyState === 'live')) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  }, kind);

test.each(['micro', 'caméra'] as const)(
  'a permission taken back in class is said with its remedy, the %s is off, and on again once it is given back, without a reload (F4)',
  async (device) => {
    const { context } = pupil;
    await turnOn(pupil, device);
    await sent(device);
    const lost = said(`La classe ne reçoit plus votre ${device}. L’autorisation a été retirée.`);
    await context.clearPermissions();
    await lost;
    await isOff(device);
    expect(await devicesOn(pupil.page)).toEqual([]);
    const back = said(`La classe reçoit à nouveau votre ${device}`);
    await context.grantPermissions(['camera', 'microphone']);
    await back;
    await isOn(device);
    await sent(device);
    await turnOff(device);
  },
);

test('a microphone that ends by itself is said, and the notice offers another one, which the class hears (F4)', async () => {
  const { page } = pupil;
  await turnOn(pupil, 'micro');
  await sent('micro');
  const lost = said('La classe ne reçoit plus votre micro. L’appareil s’est arrêté');
  await end('audio');
  await lost;
  await isOff('micro');
  await button(page, 'Autre appareil').click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Micro').selectOption({ label: 'Fake Audio Input 2' });
  await page.keyboard.press('Escape');
  await isOn('micro');
  await sent('micro');
  await turnOff('micro');
});

test.each([
  ['NotFoundError', 'Aucun appareil de ce type n’a été trouvé. Branchez-le', true],
  ['NotReadableError', 'L’appareil est occupé par une autre application. Fermez-la', true],
  ['NotAllowedError', 'Le navigateur ou l’ordinateur en interdit l’accès. Autorisez-le', false],
] as const)(
  'in class a device that answers %s is explained in the words of the page before the class (F11)',
  async (name, words, other) => {
    const { page } = pupil;
    await page.evaluate((fault) => {
      const refuse = () => Promise.reject(new DOMException('no', fault));
      Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: refuse, configurable: true });
    }, name);
    const explained = said(`Impossible d’allumer votre caméra. ${words}`);
    await turnOn(pupil, 'caméra');
    await explained;
    await isOff('caméra');
    const toast = page.locator('.toast').filter({ hasText: words });
    await toast.waitFor();
    expect(await toast.getByRole('button', { name: 'Autre appareil' }).count()).toBe(other ? 1 : 0);
    await toast.getByRole('button', { name: 'Masquer l’annonce' }).click();
  },
);
