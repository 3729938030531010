import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseConfig } from '../../server/config/schema.ts';
import { fingerprintOf } from '../../server/config/fingerprint.ts';

const root = join(import.meta.dirname, '../..');
const token = 'a-secret-token-of-the-metrics';

/** A data folder and a configuration of its own; `run` is the command that `npm run evidence` hands over to. */
const openPlace = () => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-evidence-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const configure = (settings: object): void => writeFileSync(join(folder, 'ardoise.jsonc'), JSON.stringify(settings));
  configure({});
  return {
    folder,
    configure,
    run: (...args: string[]): { code: number | null; said: string } => {
      const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('ARDOISE_'));
      const env = {
        ...Object.fromEntries(kept),
        ARDOISE_CONFIG: join(folder, 'ardoise.jsonc'),
        ARDOISE_DATA_FOLDER: join(folder, 'data'),
      };
      const { status, stdout, stderr } = spawnSync(process.execPath, ['server/commands/evidence.ts', ...args], {
        cwd: root,
        env,
        encoding: 'utf8',
      });
      return { code: status, said: stdout + stderr };
    },
    sets: (): string[] => readdirSync(join(folder, 'data', 'evidence')),
    inSet: (name: string): string => {
      const sets = join(folder, 'data', 'evidence');
      return join(sets, readdirSync(sets)[0] ?? '', name);
    },
  };
};

type Manifest = { configuration: { sha256: string; settings: Record<string, unknown> }; files: Record<string, string> };

test('the set is named by date and configuration, and its manifest holds the hash of every file', () => {
  const place = openPlace();
  expect(place.run().code).toBe(0);
  const manifest = JSON.parse(readFileSync(place.inSet('manifest.json'), 'utf8')) as Manifest;
  expect(place.sets()).toEqual([
    expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\d-${manifest.configuration.sha256.slice(0, 12)}$`)),
  ]);
  const files = readdirSync(place.inSet('.')).filter((name) => name !== 'manifest.json');
  expect(Object.keys(manifest.files).toSorted()).toEqual(files.toSorted());
  for (const name of files) {
    expect(
      createHash('sha256')
        .update(readFileSync(place.inSet(name)))
        .digest('hex'),
      name,
    ).toBe(manifest.files[name]);
  }
});

test('the check passes as long as nothing changed', () => {
  const place = openPlace();
  place.run();
  expect(place.run('--check')).toEqual({ code: 0, said: 'The last documents equal the running configuration.\n' });
});

test('the check fails without any set and says what to do', () => {
  const { code, said } = openPlace().run('--check');
  expect(code).toBe(1);
  expect(said).toContain('npm run evidence');
});

test('the check fails when a setting changed, and says in words which and how', () => {
  const place = openPlace();
  place.configure({ class: { lobbySeconds: 300 }, controller: { name: 'Collège A' } });
  place.run();
  place.configure({ class: { lobbySeconds: 600 }, dpo: { contact: 'dpd@example.fr' } });
  const { code, said } = place.run('--check');
  expect(code).toBe(1);
  expect(said.split('\n').filter((line) => line.startsWith('- '))).toEqual([
    '- class.lobbySeconds changed from 300 to 600.',
    '- controller.name is no longer set; it was "Collège A".',
    '- dpo.contact is now "dpd@example.fr"; it was not set.',
  ]);
});

test('the check compares with the last set, not with an earlier one', () => {
  const place = openPlace();
  place.run();
  place.configure({ class: { lobbySeconds: 300 } });
  place.run();
  expect(place.sets()).toHaveLength(2);
  expect(place.run('--check').code).toBe(0);
});

test('the check tells a document that somebody altered or removed', () => {
  const place = openPlace();
  place.run();
  writeFileSync(place.inSet('notice.fr.html'), 'rien');
  rmSync(place.inSet('dpia.en.json'));
  const { code, said } = place.run('--check');
  expect(code).toBe(1);
  expect(said).toContain('notice.fr.html was changed after it was written.');
  expect(said).toContain('dpia.en.json is missing from the set.');
});

test('the check tells when what the server declares of personal data has changed', () => {
  const place = openPlace();
  place.run();
  const path = place.inSet('manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { ledger: Record<string, string> };
  const { card: _, ...ledger } = manifest.ledger;
  writeFileSync(path, JSON.stringify({ ...manifest, ledger: { ...ledger, shoeSize: '0'.repeat(64) } }));
  const { code, said } = place.run('--check');
  expect(code).toBe(1);
  expect(said).toContain('The server now handles "card"');
  expect(said).toContain('The server no longer handles "shoeSize"');
});

test('another accessibility audit makes the check fail', () => {
  const place = openPlace();
  const auditFile = join(place.folder, 'audit.json');
  writeFileSync(auditFile, JSON.stringify({ date: '2026-01-01', by: 'Cabinet', rate: 60 }));
  place.configure({ accessibility: { auditFile } });
  place.run();
  expect(readFileSync(place.inSet('accessibility.en.html'), 'utf8')).toContain('partially compliant');
  writeFileSync(auditFile, JSON.stringify({ date: '2026-02-02', by: 'Cabinet', rate: 100 }));
  expect(place.run('--check')).toMatchObject({
    code: 1,
    said: expect.stringContaining('accessibility.en.html would now read differently'),
  });
});

test('an audit file that cannot be read stops the command with a plain sentence', () => {
  const place = openPlace();
  place.configure({ accessibility: { auditFile: join(place.folder, 'none.json') } });
  expect(place.run()).toMatchObject({ code: 1, said: expect.stringMatching(/^accessibility\.auditFile: .* cannot be read/) });
});

test('no secret and nothing readable by others is in the set', () => {
  const place = openPlace();
  place.configure({ metrics: { token } });
  place.run();
  for (const name of readdirSync(place.inSet('.'))) {
    expect(readFileSync(place.inSet(name), 'utf8'), name).not.toContain(token);
    expect(statSync(place.inSet(name)).mode & 0o077, name).toBe(0);
  }
});

test('the configuration’s hash follows each setting and not the value of a secret', () => {
  const hash = (settings: object): string => fingerprintOf(parseConfig(JSON.stringify(settings)));
  expect(hash({})).toBe(hash({ retention: { classDays: 90 } }));
  expect(hash({})).not.toBe(hash({ retention: { classDays: 89 } }));
  expect(hash({ metrics: { token } })).toBe(hash({ metrics: { token: `${token}2` } }));
  expect(hash({ metrics: { token } })).not.toBe(hash({}));
});
