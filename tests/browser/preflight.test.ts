import { afterEach, expect, test } from 'vitest';
import { room } from '../../client/text/fr/room.ts';
import { devicesOn, observePeers, stepMs, visit } from '../kit/browser.ts';
import { admitAll, announcing, button, controls, inRoom, type Lesson, openLesson } from '../kit/lesson.ts';

let lesson: Lesson | null = null;
afterEach(async () => {
  await lesson?.[Symbol.asyncDispose]();
  lesson = null;
});

const atTheDoor = async (options: Parameters<typeof openLesson>[0] = {}) => {
  lesson = await openLesson({ students: [], ...options });
  const visitor = await visit(lesson.browser);
  await observePeers(visitor.context);
  await visitor.page.goto(lesson.link);
  await button(visitor.page, 'Vérifier le réseau').waitFor();
  return { lesson, visitor, page: visitor.page };
};

test('before entering, the network is tried against the server itself, and passes', async () => {
  const { page, visitor } = await atTheDoor();
  await button(page, 'Vérifier le réseau').click();
  await page.getByText('Le son et l’image passent entre ce navigateur et le serveur.').waitFor();
  expect(visitor.faults).toEqual([]);
});

test('where the network keeps media from the server, that is said before entering', async () => {
  const unreachable = { listenAddress: '127.0.0.1', announcedAddress: '127.0.0.77', tcp: false, portBase: 0, workers: 1 };
  const { page } = await atTheDoor({ settings: { media: unreachable } });
  await button(page, 'Vérifier le réseau').click();
  await page.getByText('empêche le son et l’image d’atteindre le serveur').waitFor();
});

test('the microphone shows its level, the camera shows oneself, and neither enters turned on', async () => {
  const { lesson: running, visitor, page } = await atTheDoor();
  await button(page, 'Essayer le micro').click();
  const level = () => page.getByRole('meter').evaluate((meter: HTMLMeterElement) => meter.value);
  await expect.poll(level, { timeout: stepMs }).toBeGreaterThan(0);
  await button(page, 'Essayer la caméra').click();
  await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
  await expect.poll(() => devicesOn(page), { timeout: stepMs }).toEqual(['audio', 'video']);
  await page.getByLabel('Votre nom').fill('Inès');
  await button(page, 'Entrer dans la classe').click();
  await page.getByText('Salle d’attente').first().waitFor();
  await admitAll(running.teacher, 1);
  await inRoom(visitor);
  await expect.poll(() => devicesOn(page), { timeout: stepMs }).toEqual([]);
});

test('a device that is missing, busy or forbidden is said in plain words', async () => {
  const { page } = await atTheDoor();
  for (const [name, words] of [
    ['NotFoundError', /trouv/],
    ['NotReadableError', /occupé/],
    ['NotAllowedError', /interdit/],
  ] as const) {
    await page.evaluate((fault) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', fault));
    }, name);
    await button(page, 'Essayer le micro').first().click();
    await page.locator('.trial').first().getByText(words).first().waitFor();
  }
});

test('on an address without https the page says so, and does not blame the link', async () => {
  lesson = await openLesson({ students: [] });
  const { page } = await visit(lesson.browser);
  // What browsers give a page that came over http, from anywhere but this machine.
  await page.addInitScript(() => {
    Object.defineProperty(window, 'isSecureContext', { value: false });
    Object.defineProperty(crypto, 'subtle', { value: undefined });
  });
  await page.goto(lesson.link);
  await page.getByText('Ouvrez l’adresse qui commence par https://').waitFor();
});

test('a class is made, entered and left with the keyboard alone', async () => {
  lesson = await openLesson({ students: [] });
  const { page } = await visit(lesson.browser);
  await page.goto(lesson.link);
  const { teacher } = lesson;
  await announcing([teacher], 'Inès attend d’entrer', async () => {
    await page.getByLabel('Votre nom').waitFor();
    await page.keyboard.type('Inès');
    await page.keyboard.press('Enter');
    await page.getByText('Salle d’attente').first().waitFor();
  });
  await controls(teacher)
    .getByRole('button', { name: /^Classe/ })
    .focus();
  await teacher.page.keyboard.press('Enter');
  await button(teacher.page, 'Admettre Inès').focus();
  await teacher.page.keyboard.press('Enter');
  const ines = { page, context: page.context(), faults: [] };
  await inRoom(ines);
  // What is typed in the moment in which the room appears was meant for the page before.
  await page.waitForFunction((since) => performance.now() > since + 2_000, await page.evaluate(() => performance.now()));
  // The keys that others hear or see work once they are asked for.
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: room.shortcuts.sendingOn }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  await page.keyboard.press('m');
  await button(page, 'Éteindre le micro').first().waitFor();
  await page.keyboard.press('h');
  await button(page, 'Baisser la main').first().waitFor();
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('Escape');
  await controls(ines).getByRole('button', { name: 'Quitter' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').getByRole('button', { name: 'Quitter' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Vous avez quitté la classe').first().waitFor();
});
