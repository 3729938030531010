import { expect, test } from 'vitest';
import { documentFiles } from '../../server/documents/files.ts';
import { shortNotice } from '../../server/documents/notice.ts';
import { privacyJson } from '../../server/documents/privacyJson.ts';
import { completeSettings, sourceOf } from '../kit/documents.ts';

const reason = 'réquisition judiciaire du 2 mars';
const held = sourceOf({ ...completeSettings, retention: { legalHold: true }, why: { 'retention.legalHold': reason } });

test.each(['fr', 'en'] as const)('the notice in %s says that a legal hold is on, and why, before anybody joins', (language) => {
  expect(shortNotice(held, language).sentences.join()).toContain(reason);
  expect(shortNotice(sourceOf(), language).sentences.join()).not.toMatch(/legal hold|conservation imposée/i);
});

test('under legal hold no document promises an end of what is on disk', () => {
  for (const [name, text] of documentFiles(held))
    expect(text, name).not.toMatch(/\b2 (jours|days) (après la connexion|after the connection)/);
  expect(privacyJson(held).legalHold).toBe(true);
  expect(privacyJson(sourceOf()).legalHold).toBe(false);
});
