import { afterEach, expect, test } from 'vitest';
import { panels } from '../../client/text/fr/panels.ts';
import { observePeers, stepMs, visit, type Visitor } from '../kit/browser.ts';
import { actOn, reads, write } from '../kit/hostile.ts';
import {
  admitAll,
  button,
  controls,
  enterAs,
  growing,
  inRoom,
  type Lesson,
  openLesson,
  openPanel,
  turnOn,
} from '../kit/lesson.ts';
import { cutLine, holdLine, mendLine } from '../kit/lineCut.ts';
import { isTrusting } from '../kit/shield.ts';

let lesson: Lesson | null = null;
afterEach(async () => {
  await lesson?.[Symbol.asyncDispose]();
  lesson = null;
});

/** A teacher and two pupils. */
const begin = async (): Promise<{ running: Lesson; teacher: Visitor; ines: Visitor; tom: Visitor }> => {
  const running = await openLesson({ met: (visitor) => void holdLine(visitor) });
  lesson = running;
  const [ines, tom] = running.students;
  if (!ines || !tom) throw new Error('two pupils');
  return { running, teacher: running.teacher, ines, tom };
};

/** The teacher on another device. */
const otherDevice = async ({ browser, hostLink }: Lesson): Promise<Visitor> => {
  const device = await visit(browser);
  await observePeers(device.context);
  await device.page.goto(hostLink);
  await enterAs(device, 'Mme Martin (téléphone)');
  await inRoom(device);
  return device;
};

const isHeardBy = async (speaker: Visitor, ...others: readonly Visitor[]): Promise<void> => {
  await turnOn(speaker, 'micro', 'caméra');
  await Promise.all(others.map((other) => growing(other)));
};

test('a teacher’s two devices hold the class both; when one is closed, the other goes on', async () => {
  const { running, teacher, ines, tom } = await begin();
  const phone = await otherDevice(running);
  await isHeardBy(ines, teacher, phone, tom);
  await openPanel(ines, 'Personnes');
  await ines.page.getByRole('listitem').filter({ hasText: 'téléphone' }).filter({ hasText: 'Enseignant' }).first().waitFor();
  await teacher.context.close();
  const zoe = await running.arrive('Zoé');
  await admitAll(phone, 1);
  await inRoom(zoe);
  await growing(zoe);
  await write(zoe, 'Bonjour à tous');
  for (const person of [phone, ines, tom]) {
    await reads(person, 'Bonjour à tous');
    await isTrusting(person);
  }
});

test('a teacher on a new device, while the first one is dead, sees who is in the class as waiting, and takes them over with one click', async () => {
  const { running, teacher, ines, tom } = await begin();
  await teacher.context.close();
  await ines.page.getByText('L’enseignant est absent').first().waitFor();
  const phone = await otherDevice(running);
  await openPanel(phone, 'Classe');
  await phone.page.getByRole('button', { name: panels.manage.admitName('Inès') }).waitFor();
  await admitAll(phone, 2);
  await phone.page.getByText(panels.manage.nobodyWaiting).waitFor();
  await isHeardBy(ines, phone, tom);
  await write(tom, 'Vous revoilà');
  await reads(phone, 'Vous revoilà');
  for (const person of [phone, ines, tom]) await isTrusting(person);
});

test('a co-host holds the class while the teacher is cut off, and the teacher comes back to it', async () => {
  const { running, teacher, ines, tom } = await begin();
  await actOn(teacher, 'Inès', panels.people.promote);
  await controls(ines)
    .getByRole('button', { name: /^Classe/ })
    .waitFor();
  await cutLine(teacher);
  const zoe = await running.arrive('Zoé');
  await admitAll(ines, 1);
  await inRoom(zoe);
  await isHeardBy(zoe, ines, tom);
  await mendLine(teacher);
  await growing(teacher);
  await write(teacher, 'Merci Inès');
  for (const person of [ines, tom, zoe]) {
    await reads(person, 'Merci Inès');
    await isTrusting(person);
  }
  await openPanel(teacher, 'Personnes');
  await teacher.page.getByRole('listitem').filter({ hasText: 'Zoé' }).first().waitFor();
  // Who came while the teacher was away is so only until the teacher’s browser has what was agreed meanwhile.
  await expect.poll(() => teacher.page.getByText('Non admis par l’enseignant').count(), { timeout: stepMs }).toBe(0);
});

test('a pupil whose line was cut while others came and went is back without the lobby, and sees, hears and reads everybody', async () => {
  const { running, teacher, ines, tom } = await begin();
  await isHeardBy(ines, tom);
  await cutLine(tom);
  for (const name of ['Zoé', 'Ali']) {
    const person = await running.arrive(name);
    await admitAll(teacher, 1);
    await inRoom(person);
    if (name === 'Ali') await person.context.close();
  }
  await mendLine(tom);
  await growing(tom);
  await write(ines, 'Te revoilà');
  await reads(tom, 'Te revoilà');
  await button(tom.page, /^Personnes/)
    .first()
    .waitFor();
  for (const person of [teacher, ines, tom]) await isTrusting(person);
});
