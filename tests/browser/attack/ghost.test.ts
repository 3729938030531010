import { expect, onTestFinished, test } from 'vitest';
import type { Member } from '#protocol/people.ts';
import { cardHash, makeCard } from '../../../client/crypto/credentials/card.ts';
import { newIdentity } from '../../../client/crypto/credentials/identity.ts';
import { newKeyPackage } from '../../../client/crypto/mls/leaf.ts';
import { panels } from '../../../client/text/fr/panels.ts';
import { randomToken } from '../../../server/identity/tokens.ts';
import { Accomplice } from '../../kit/accomplice.ts';
import { actOn, classIdOf, hostileLesson, type Known, reads, remove, write } from '../../kit/hostile.ts';
import { keepKeys, keysOf } from '../../kit/keptKeys.ts';
import { admitAll, openPanel } from '../../kit/lesson.ts';
import { isWarned } from '../../kit/shield.ts';

const { stage, guest, told } = hostileLesson();

/** For whom this browser, one of `keepKeys`, seals now. */
const sealsFor = async (person: Known): Promise<string[]> => Array.from((await keysOf(person)).at(-1)?.leaves.keys() ?? []);

test('a co-host who was removed adds nobody, with all their keys and the server’s help', async () => {
  const { hostile, lesson, teacher } = stage;
  const ada = await guest('Ada', keepKeys);
  const tom = await Accomplice.knock(lesson, 'Tom');
  onTestFinished(() => tom[Symbol.asyncDispose]());
  await admitAll(teacher, 1);
  await tom.client.next('admitted');
  await actOn(teacher, 'Tom', panels.people.promote);
  await tom.client.next('member.changed');
  const keys = await tom.keys();
  expect(keys.staff.staff.map(({ id }) => id)).toContain(tom.id);
  const removed = told(ada, 'member.left');
  await remove(teacher, 'Tom');
  await removed;
  // Tom's program adds a ghost in the group as it was when he was a co-host, and says that the commit is of now.
  const identity = await newIdentity();
  const id = randomToken();
  const card = await makeCard(identity, 'Mme Martin', tom.charter.secret, { classId: classIdOf(lesson), id });
  const pair = await newKeyPackage({ id, card: await cardHash(card) }, identity);
  const { commit } = await keys.commit({ add: [pair.public] });
  const ghost: Member = { id, role: 'host', card, away: false, grants: {}, sending: [] };
  for (const person of [ada, teacher]) {
    const word = hostile.last('group.commit').word;
    hostile.tell(person.id, 'group.commit', { commit, joined: [ghost], ...(word && { word }) });
    await isWarned(person, 'ghost');
    await openPanel(person, 'Personnes');
    await person.page.getByRole('listitem').filter({ hasText: 'Non admis par l’enseignant' }).first().waitFor();
  }
  await write(ada, 'Qui est la deuxième Mme Martin ?');
  await reads(teacher, 'Qui est la deuxième Mme Martin ?');
  expect((await sealsFor(ada)).toSorted()).toEqual([ada.id, teacher.id].toSorted());
});
