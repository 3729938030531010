import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { type Log, openLog } from '../../server/logs/log.ts';

const collected = (plain = false) => {
  const lines: string[] = [];
  return { lines, log: openLog({ plain, sink: { write: (line) => lines.push(line) } }) };
};

test('a line says its event, and neither this machine’s name nor a process number', () => {
  const { lines, log } = collected();
  log('server.started', { port: 8080 });
  expect(JSON.parse(lines[0]!)).toEqual({
    level: 'info',
    time: expect.any(Number),
    event: 'server.started',
    port: 8080,
    msg: 'The server listens',
  });
});

test('at a terminal a line is plain', () => {
  const { lines, log } = collected(true);
  log('class.closed', { open: 2, reason: 'host-gone' });
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d A class closed open=2 reason=host-gone\n$/);
});

test('an identifier, an address or a sentence in place of a word is not logged', () => {
  const { lines, log } = collected();
  for (const why of ['q83vEjRWeJCrze8SNFZ4kA', '192.0.2.1', 'Zoé Martin', 'a b', 'x\ny'])
    log('socket.violation', { request: 'enter', why });
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ why: '?' });
});

test('of an error its kind, code and place are logged, never its message', () => {
  const { lines, log } = collected();
  log('server.fault', { fault: Object.assign(new TypeError('Zoé said hello'), { code: 'EPIPE', name: 'TypeError' }) });
  expect(lines[0]).not.toContain('Zoé');
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', fault: { kind: 'TypeError', code: 'EPIPE' } });
});

test('a field that was not declared is not logged', () => {
  const { lines, log } = collected();
  (log as (event: string, fields: object) => void)('server.started', { port: 1, name: 'Zoé' });
  expect(lines[0]).not.toContain('Zoé');
});

test('a sink that throws stops nothing', () => {
  const log: Log = openLog({
    sink: {
      write: () => {
        throw new Error('disk full');
      },
    },
  });
  expect(() => log('server.stopped', {})).not.toThrow();
});

test('a server whose standard output is closed goes on', async () => {
  const program = `
    const { openLog } = await import(${JSON.stringify(new URL('../../server/logs/log.ts', import.meta.url).href)});
    const log = openLog();
    process.on('message', () => {
      for (let i = 0; i < 5_000; i += 1) log('server.started', { port: i });
      setImmediate(() => process.send('alive', () => process.disconnect()));
    });
    process.send('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  await once(child, 'message');
  child.stdout!.destroy();
  child.send('go');
  const [said] = await once(child, 'message');
  expect(said).toBe('alive');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});
