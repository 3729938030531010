import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { panels } from '../../client/text/fr/panels.ts';
import { preflight } from '../../client/text/fr/preflight.ts';
import { room } from '../../client/text/fr/room.ts';
import { launchChromium, visit } from '../kit/browser.ts';
import { classIdOf } from '../kit/hostile.ts';
import { inRoom, makeClass, openLesson, openPanel } from '../kit/lesson.ts';
import { startServer } from '../kit/server.ts';

/** Answers the next requests for a ticket as a busy server does, then lets them pass. Gives the answers that are left. */
const busyServer = async (page: Page) => {
  const answers = [
    [429, 'too-often'],
    [500, 'internal'],
    [503, 'stopping'],
    [429, 'too-often'],
  ] as [number, string][];
  await page.route('**/tickets', (route) => {
    const [status, code] = answers.shift() ?? [];
    return status === undefined ? route.continue() : route.fulfill({ status, json: { ok: false, code } });
  });
  return answers;
};

test('M12: who reloads while the server is busy is told so, keeps the seat, and comes in by themselves', async () => {
  await using lesson = await openLesson({ students: ['Inès'] });
  const [ines] = lesson.students;
  const left = await busyServer(ines!.page);
  await ines!.page.reload();
  await ines!.page.getByText(room.busy).first().waitFor();
  await inRoom(ines!);
  expect(left).toEqual([]);
  await openPanel(lesson.teacher, 'Classe');
  await lesson.teacher.page.getByText(panels.manage.nobodyWaiting).waitFor();
});

test('M12: who is cut while the server is busy is told so, keeps the seat, and comes back by themselves', async () => {
  await using lesson = await openLesson({ students: ['Inès'] });
  const [ines] = lesson.students;
  const left = await busyServer(ines!.page);
  const { classroom, audience } = await lesson.server.app.directory.open(classIdOf(lesson));
  const [pupil] = classroom.ids(({ role }) => role === 'student');
  audience.dismiss(pupil!, 'stopping');
  await ines!.page.getByText(room.busy).first().waitFor();
  await ines!.page.getByText(room.top.connected, { exact: true }).waitFor({ state: 'attached' });
  expect(left).toEqual([]);
  expect(classroom.ids(({ standing }) => standing.at === 'present')).toContain(pupil);
});

test('who opens a class of an older version is told that it has to be made again', async () => {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startServer());
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const link = await makeClass(await visit(browser), { server });
  const { classes } = server.app.store;
  const find = classes.find.bind(classes);
  const withoutDoor = async (id: string, now: number) => {
    const known = (await find(id, now))!;
    return { ...known, charter: { ...known.charter, doorKey: undefined } };
  };
  Object.assign(classes, { find: withoutDoor });
  const { page } = await visit(browser);
  await page.goto(link);
  await page.getByRole('heading', { name: preflight.trouble.outdated.title }).waitFor();
});
