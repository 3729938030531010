import { expect, test } from 'vitest';
import { framed, fromBase64url, toBase64url } from '../../../client/crypto/base/bytes.ts';
import { exportPoint, newAgreementKeys, sign, verify } from '../../../client/crypto/base/primitives.ts';
import { type Voter, shareOf, sumOf, voterBytes } from '../../../client/crypto/polls/masks.ts';
import { openBallots } from '../../../client/tools/polls/ballots.ts';
import { type Poll, anonymousCounts, isVoid, pollModel, tagOf } from '../../../client/tools/polls/poll.ts';
import { type PollClass, type Voice, classOf, yesNo } from './pollClass.ts';

const patience = { timeout: 30_000 };
const asked = async (room: PollClass, anonymous: boolean) => {
  await room.teacher.desk.ask({ ...yesNo, anonymous });
  await expect.poll(() => room.voices.every(({ desk }) => desk.polls.value.length > 0), patience).toBe(true);
};
const ready = async (room: PollClass, answer: (index: number) => string = () => '10') => {
  for (const [index, voice] of room.pupils.entries()) await voice.desk.answer(voice.poll(), answer(index));
  await expect.poll(() => room.teacher.poll().ready.length, patience).toBe(room.pupils.length);
};
const close = (room: PollClass) => room.teacher.desk.close(room.teacher.poll());
const over = (room: PollClass) =>
  expect.poll(() => room.voices.every(({ poll }) => poll().at === 'closed' || poll().at === 'void'), patience).toBe(true);
/** As numbers. */
const read = (share: string): number[] => {
  const view = new DataView(fromBase64url(share).buffer);
  return Array.from({ length: view.byteLength / 4 }, (_, at) => view.getUint32(at * 4));
};

test('teacher and server together, with all that the slate says and the teacher’s keys, read no answer of one, nor of a part', async () => {
  using room = await classOf(6);
  await asked(room, true);
  await ready(room, (index) => (index === 0 ? '01' : '10'));
  await close(room);
  await over(room);
  const { shares, ready: voters } = room.teacher.poll();
  // All that is written is in the state; the teacher's key makes no pair with those of the pupils for this poll.
  expect(JSON.stringify(pollModel.save(new Map([['x', room.teacher.poll()]])))).not.toMatch(/"(01|10)"/);
  expect(voters.some(({ id }) => id === room.teacher.browser.id)).toBe(false);
  const masked = shares.map(({ share }) => share);
  const subsets = Array.from({ length: 2 ** 6 - 2 }, (_, bits) => masked.filter((_share, at) => ((bits + 1) >> at) & 1));
  expect(subsets.filter((some) => sumOf(some, 2, false) !== null)).toEqual([]);
  expect(anonymousCounts(room.teacher.poll())).toEqual([5, 1]);
});

test('the same answer gives another share in each poll', async () => {
  using room = await classOf(5);
  const seen = new Set<string>();
  for (let times = 0; times < 2; times++) {
    await room.teacher.desk.ask({ ...yesNo, anonymous: true });
    await expect.poll(() => room.voices.every(({ desk }) => desk.polls.value.length === times + 1), patience).toBe(true);
    await ready(room);
    await close(room);
    await over(room);
    for (const { share } of room.teacher.poll().shares) seen.add(share);
  }
  expect(seen.size).toBe(10);
});

test('four who work together with teacher and server learn the answer of one only where there is no other', async () => {
  const pairs = await Promise.all(Array.from({ length: 6 }, () => newAgreementKeys()));
  const list = await Promise.all(
    pairs.map(async ({ publicKey }, at): Promise<Voter> => ({
      id: String.fromCharCode(65 + at).repeat(22),
      key: toBase64url(await exportPoint(publicKey)),
    })),
  );
  const share = (at: number, votes: readonly number[]) => shareOf(pairs[at]!.privateKey, list[at]!.id, 'tag', list, votes);
  const honest = [await share(0, [1, 0]), await share(1, [0, 1])];
  // Four take part with nothing: what is left are the masks, which they know.
  const others = await Promise.all([2, 3, 4, 5].map((at) => share(at, [0, 0])));
  const known = [0, 1].map((at) => others.reduce((sum, one) => (sum + read(one)[at]!) >>> 0, 0));
  const alone = honest.map((one) => read(one).map((number, at) => (number + known[at]!) >>> 0));
  expect(alone.flat().every((number) => number > 6)).toBe(true);
  expect(sumOf([...honest, ...others], 2, false)).toEqual([1, 1]);
});

test('who shows the key of another as theirs cancels no mask', async () => {
  const pairs = await Promise.all(Array.from({ length: 5 }, () => newAgreementKeys()));
  const keys = await Promise.all(pairs.map(async ({ publicKey }) => toBase64url(await exportPoint(publicKey))));
  // B is between A and C, who show the same key: the masks of B with the two would have cancelled each other.
  const list = ['A', 'B', 'C', 'D', 'E'].map((letter, at): Voter => ({ id: letter.repeat(22), key: keys[at === 2 ? 0 : at]! }));
  const short = list.slice(0, 3);
  const votes = [1, 0];
  expect(read(await shareOf(pairs[1]!.privateKey, list[1]!.id, 'tag', short, votes))).not.toEqual(votes);
});

/** A poll with these voters, who have signed for it as they see it. */
const staged = async (names: readonly string[]) => {
  const id = 'p'.repeat(22);
  const signing = new Map<string, CryptoKeyPair>();
  const ballots = new Map<string, ReturnType<typeof openBallots>>();
  const base: Poll = {
    id,
    name: 'Mme Martin',
    question: { ...yesNo, anonymous: true, right: null },
    kept: [],
    at: 'open',
    answered: [],
    ready: [],
    list: [],
    shares: [],
    shown: null,
  };
  const tag = await tagOf(base);
  const all: Poll['ready'] = [];
  for (const name of names) {
    const self = name.repeat(22);
    signing.set(self, await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']));
    const keys = {
      sign: (_use: string, bytes: Uint8Array<ArrayBuffer>) => sign(signing.get(self)!.privateKey, bytes),
      isSigned: async (by: string, _use: string, bytes: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) =>
        signing.has(by) && verify(signing.get(by)!.publicKey, signature, bytes),
      pairWith: async () => null,
    };
    const own = openBallots(self, keys);
    ballots.set(self, own);
    all.push({ id: self, name, ...(await own.begin(base, tag)) });
  }
  const closed: Poll = { ...base, at: 'counting', ready: all, list: all.map((one) => one.id) };
  const first = ballots.get(names[0]!.repeat(22))!;
  return { closed, tag, first, signing };
};
const five = ['a', 'b', 'c', 'd', 'e'];

test('a browser counts itself in once for a poll: a second list, which would tell its answer by the difference, gets nothing', async () => {
  const { closed, tag, first } = await staged([...five, 'f']);
  expect(await first.share(closed, tag, '10')).toMatchObject({ masked: expect.any(String) as string });
  expect(await first.share({ ...closed, list: closed.list.slice(0, 5) }, tag, '10')).toBe(null);
  // Nor with another key.
  await first.begin(closed, tag);
  expect(await first.share(closed, tag, '10')).toBe(null);
});

test.each([
  ['fewer than five', (poll: Poll) => ({ ...poll, list: poll.list.slice(0, 4) })],
  ['somebody listed who has not taken part', (poll: Poll) => ({ ...poll, list: [...poll.list, 'z'.repeat(22)] })],
  ['somebody listed twice', (poll: Poll) => ({ ...poll, list: [...poll.list.slice(0, 5), poll.list[4]!] })],
  [
    'a key of the teacher’s in the place of a pupil’s',
    (poll: Poll) => ({ ...poll, ready: poll.ready.map((one, at) => (at === 1 ? { ...one, key: poll.ready[5]!.key } : one)) }),
  ],
  [
    'one’s own key replaced',
    (poll: Poll) => ({ ...poll, ready: poll.ready.map((one, at) => (at === 0 ? { ...one, key: poll.ready[5]!.key } : one)) }),
  ],
  [
    'a signature of somebody else',
    (poll: Poll) => ({
      ...poll,
      ready: poll.ready.map((one, at) => (at === 2 ? { ...one, signature: poll.ready[3]!.signature } : one)),
    }),
  ],
  [
    'a signature that is none',
    (poll: Poll) => ({ ...poll, ready: poll.ready.map((one, at) => (at === 2 ? { ...one, signature: '*' } : one)) }),
  ],
])('a list that does not hold gets no share, whoever wrote it: %s', async (_what, forge) => {
  const { closed, tag, first } = await staged([...five, 'f']);
  expect(await first.share(forge(closed), tag, '10')).toBe('withheld');
});

test('a question or choices that were changed after the start get no share: what was signed is what was read', async () => {
  for (const change of [{ choices: ['Non', 'Oui'] }, { text: 'Qui a triché ?' }, { kind: 'multiple' as const }]) {
    const { closed, first } = await staged(five);
    const forged = { ...closed, question: { ...closed.question, ...change } };
    expect(await first.share(forged, await tagOf(forged), '10')).toBe('withheld');
  }
});

test('a key that one had in a page before, which one has signed, is not counted with', async () => {
  const { closed, tag, first } = await staged(five);
  await first.begin(closed, tag);
  expect(await first.share(closed, tag, '10')).toBe('withheld');
});

test('somebody who is not in the class any more, or never was, is not counted with', async () => {
  const { closed, tag, first, signing } = await staged(five);
  signing.delete('c'.repeat(22));
  expect(await first.share(closed, tag, '10')).toBe('withheld');
});

test('a teacher cannot ask the same poll with other choices, nor close it twice, nor open it again', async () => {
  using room = await classOf(5);
  await asked(room, true);
  const { id } = room.teacher.poll();
  await room.teacher.write({ ask: id, question: { ...yesNo, choices: ['Non', 'Oui'], anonymous: true, right: null }, kept: [] });
  await ready(room);
  await close(room);
  await over(room);
  await room.teacher.write({ close: id, list: room.pupils.slice(0, 5).map(({ browser }) => browser.id) });
  await room.teacher.write({ ask: id, question: { ...yesNo, anonymous: true, right: null }, kept: [] });
  for (const { poll } of room.voices) {
    expect(poll().question.choices).toEqual(['Oui', 'Non']);
    expect(anonymousCounts(poll())).toEqual([5, 0]);
  }
});

test('a pupil who sends a share that is none, one of a thousand, or that of another, spoils the sum and changes no result', async () => {
  using room = await classOf(6);
  const spoiled = async (forge: (voice: Voice) => Promise<string>): Promise<void> => {
    const before = room.teacher.desk.polls.value.length;
    await room.teacher.desk.ask({ ...yesNo, anonymous: true });
    await expect.poll(() => room.voices.every(({ desk }) => desk.polls.value.length === before + 1), patience).toBe(true);
    const cheat = room.pupils[5]!;
    for (const voice of room.pupils.slice(0, 5)) await voice.desk.answer(voice.poll(), '10');
    // Takes part with a key of its own making, and answers by hand.
    const pair = await newAgreementKeys();
    const key = toBase64url(await exportPoint(pair.publicKey));
    const poll = cheat.poll();
    const { signing } = room.where.members.get(cheat.browser.id)!;
    const bytes = voterBytes(await tagOf(poll), { id: cheat.browser.id, key });
    const signature = toBase64url(await sign(signing, framed('ardoise tool 1', 'poll', bytes)));
    await cheat.write({ ready: poll.id, key, signature });
    await expect.poll(() => room.teacher.poll().ready.length, patience).toBe(6);
    await close(room);
    await expect.poll(() => cheat.poll().shares.length, patience).toBe(5);
    await cheat.write({ share: poll.id, masked: await forge(cheat) });
    await over(room);
    for (const voice of room.voices) expect([isVoid(voice.poll()), anonymousCounts(voice.poll())]).toEqual([true, null]);
  };
  const share = (numbers: readonly number[]) => {
    const view = new DataView(new ArrayBuffer(numbers.length * 4));
    numbers.forEach((number, at) => view.setUint32(at * 4, number));
    return Promise.resolve(toBase64url(new Uint8Array(view.buffer)));
  };
  await spoiled(() => share([1, 0]));
  await spoiled(() => share([1_000, 0]));
  await spoiled(() => share([1, 0, 0]));
  // One that was seen on the slate, in this poll and in one before.
  await spoiled(({ poll }) => Promise.resolve(poll().shares[0]!.share));
  await spoiled(({ desk }) => Promise.resolve(desk.polls.value[0]!.shares[1]!.share));
});

test('a pupil who sends two shares is counted by the first', async () => {
  using room = await classOf(5);
  await asked(room, true);
  await ready(room);
  const [tom, ines] = room.pupils as [Voice, Voice];
  ines.browser.online = false;
  await close(room);
  await expect.poll(() => tom.poll().shares.length, patience).toBe(4);
  await tom.write({ share: tom.poll().id, masked: tom.poll().shares[1]!.share });
  expect([tom.poll().at, tom.poll().shares.length]).toEqual(['counting', 4]);
  await room.where.back(ines.browser);
  await over(room);
  expect(anonymousCounts(tom.poll())).toEqual([5, 0]);
});

test('a pupil’s second share, one after the end, and one of who is not counted, count for nothing', async () => {
  using room = await classOf(6);
  await asked(room, true);
  for (const voice of room.pupils.slice(0, 5)) await voice.desk.answer(voice.poll(), '10');
  await expect.poll(() => room.teacher.poll().ready.length, patience).toBe(5);
  await close(room);
  await over(room);
  const { id, shares } = room.teacher.poll();
  for (const voice of [room.pupils[0]!, room.pupils[5]!]) await voice.write({ share: id, masked: shares[1]!.share });
  await room.pupils[5]!.write({ ready: id, key: room.teacher.poll().ready[0]!.key, signature: 'x' });
  for (const { poll } of room.voices) expect([poll().shares.length, anonymousCounts(poll())]).toEqual([5, [5, 0]]);
});

test('a pupil asks, closes, shows and erases nothing', async () => {
  using room = await classOf(2);
  await asked(room, false);
  const [tom] = room.pupils as [Voice, Voice];
  const { id } = tom.poll();
  await tom.write({ ask: 'q'.repeat(22), question: { ...yesNo, right: null }, kept: [] });
  await tom.write({ close: id, list: [] });
  await tom.write({ void: id });
  await tom.write({ show: id, shown: { counts: [9, 9], texts: [], right: null } });
  await tom.write({ drop: id });
  for (const { desk } of room.voices) expect(desk.polls.value.map(({ at, shown }) => [at, shown])).toEqual([['open', null]]);
});
