import { expect, test } from 'vitest';
import { longestName, safeName } from '../../../client/tools/files/names.ts';

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\devoirs\\thalès.pdf', 'C__devoirs_thalès.pdf'],
  ['mon\u202Efdp.exe', 'monfdp.exe'],
  ['.bashrc', 'bashrc'],
  ['con.txt', '_con.txt'],
  ['nul', '_nul'],
  ['  a   b .pdf. ', 'a b .pdf'],
  ['\u200B\u0000', ''],
  ['<b>gras</b>?.html', '_b_gras__b__.html'],
])('the name %j is saved as %j', (given, safe) => expect(safeName(given)).toBe(safe));

test('a long name keeps the ending that tells what it is', () => {
  const name = safeName(`${'a'.repeat(500)}.pdf`);
  expect(name.length).toBe(longestName);
  expect(name.endsWith('a.pdf')).toBe(true);
});
