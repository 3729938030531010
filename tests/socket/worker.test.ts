import { expect, onTestFinished, test } from 'vitest';
import { makeClass } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { openLesson, openMedia, produce, turnOn } from '../kit/scene.ts';
import { startServer } from '../kit/server.ts';

const speakingLesson = async () => {
  const clock = testClock();
  const server = await startServer({ clock });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const lesson = await openLesson(server, clock, await makeClass(server));
  await turnOn(server, lesson.pupils[0]!, 'mic');
  await openMedia(server, lesson.host);
  await lesson.host.next('offers');
  await lesson.host.forget();
  return { server, lesson };
};

test('when the media worker dies the class goes on, and media returns in it', async () => {
  const { server, lesson } = await speakingLesson();
  const { host, pupils, toolsFor } = lesson;
  const [pid] = server.app.media.pids();
  process.kill(pid!, 'SIGKILL');
  for (const client of [host, ...pupils]) expect(await client.next('media.lost')).toEqual({});
  expect(host.unread('member.changed')).toEqual([{ id: pupils[0]!.id, sending: [] }]);
  expect(await produce(pupils[0]!, 'mic')).toEqual({ ok: false, code: 'not-found' });
  await pupils[0]!.ask('hand.raise', {});
  expect((await toolsFor(host)).hands).toEqual([pupils[0]!.id]);
  await openMedia(server, host);
  await turnOn(server, pupils[0]!, 'mic');
  expect((await host.next('offers')).offers).toMatchObject([{ id: pupils[0]!.id, source: 'mic' }]);
  expect(server.app.media.pids()).toHaveLength(1);
  expect(server.app.media.pids()).not.toContain(pid);
});

test('rights hold after the worker’s death', async () => {
  const { server, lesson } = await speakingLesson();
  await lesson.host.ask('class.set', { rights: { speak: false } });
  process.kill(server.app.media.pids()[0]!, 'SIGKILL');
  await lesson.pupils[0]!.next('media.lost');
  await openMedia(server, lesson.pupils[0]!);
  expect(await produce(lesson.pupils[0]!, 'mic')).toEqual({ ok: false, code: 'forbidden' });
});

test('a server whose worker died stops as cleanly as any', async () => {
  const { server, lesson } = await speakingLesson();
  process.kill(server.app.media.pids()[0]!, 'SIGKILL');
  await lesson.host.next('media.lost');
  await server[Symbol.asyncDispose]();
  expect(await lesson.host.next('gone')).toEqual({ reason: 'stopping' });
  expect(server.log.join('')).not.toContain('.fault"');
});
