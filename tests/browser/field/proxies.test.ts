import { afterEach, expect, test } from 'vitest';
import { stepMs, visit } from '../../kit/browser.ts';
import { button, type Lesson, openLesson } from '../../kit/lesson.ts';
import { plainProxy } from '../../kit/proxies/plainProxy.ts';

let lesson: Lesson | null = null;
afterEach(async () => {
  await lesson?.[Symbol.asyncDispose]();
  lesson = null;
});

/** The class's link, by another way to the same server. */
const by = (origin: string, link: string): string => `${origin}${link.slice(new URL(link).origin.length)}`;

test('behind a proxy that passes no WebSocket, the page says so and why, before the class and in entering (F5)', async () => {
  lesson = await openLesson({ students: [] });
  const { origin } = lesson.server;
  await using proxy = await plainProxy(lesson.server.port, '', origin);
  // The server believes the proxy's address to be its own, as where the proxy is set up but for the WebSocket.
  const { page } = await visit(lesson.browser);
  await page.goto(by(proxy.origin, lesson.link));
  await button(page, 'Vérifier le réseau').click();
  await page.getByText('ne laisse pas passer les WebSockets : vous ne pourrez pas entrer').waitFor();
  await page.getByLabel('Votre nom').fill('Inès');
  await button(page, 'Entrer dans la classe').click();
  const alert = page.getByRole('alert').filter({ hasText: 'La connexion avec la classe ne passe pas' });
  await alert.waitFor();
  expect(await alert.innerText()).toContain('WebSocket');
  const { log } = lesson.server;
  await expect.poll(() => log.some((line) => line.includes('socket.notPassed')), { timeout: stepMs }).toBe(true);
});

test('a page that was opened under another address says the right one, with a link to it (F13, F20)', async () => {
  lesson = await openLesson({ students: [] });
  await using proxy = await plainProxy(lesson.server.port);
  const { page } = await visit(lesson.browser, { width: 320, height: 640 });
  await page.goto(by(proxy.origin, lesson.link));
  const alert = page.getByRole('alert').filter({ hasText: 'pas ouverte à la bonne adresse' });
  await alert.waitFor();
  expect(await alert.getByRole('link').getAttribute('href')).toBe(lesson.server.origin);
});

test('below a path, the page says that it needs an address of its own, and is not blank (F20)', async () => {
  lesson = await openLesson({ students: [] });
  await using proxy = await plainProxy(lesson.server.port, '/ardoise');
  const { page } = await visit(lesson.browser);
  await page.goto(`${proxy.origin}/ardoise/`);
  await page.getByText('ne peut pas être servie sous un chemin').waitFor();
  // Where it is served as it should be, nobody sees that.
  await page.goto(lesson.server.origin);
  await page.getByRole('main').waitFor();
  expect(await page.getByText('ne peut pas être servie sous un chemin').count()).toBe(0);
});
