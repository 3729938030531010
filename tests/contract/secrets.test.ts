import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { secretsIn } from '../../server/store/files/secrets.ts';

/** Where secrets can be kept: each time the same empty place, opened anew. */
const tested = {
  'files of a folder': () => {
    const folder = mkdtempSync(join(tmpdir(), 'ardoise-secrets-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return () => secretsIn(folder);
  },
};

describe.each(Object.entries(tested))('%s', (_name, place) => {
  test('a secret is made once, and the same for whoever asks, also at the same moment', async () => {
    const open = place();
    const all = await Promise.all(Array.from({ length: 8 }, () => open().keep('a', () => randomBytes(32))));
    expect(new Set(all.map((secret) => secret.toString('hex'))).size).toBe(1);
    const again = await open().keep('a', () => {
      throw new Error('was made already');
    });
    expect(again).toEqual(all[0]);
    expect(await open().keep('b', () => randomBytes(32))).not.toEqual(again);
  });
});
