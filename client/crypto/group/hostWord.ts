import type { HostWord } from '#protocol/group.ts';
import { type Bytes, framed, fromBase64url, toBase64url } from '../base/bytes.ts';
import type { MlsGroup } from '../mls/group.ts';
import { sign, verify } from '../base/primitives.ts';

const wordBytes = (classId: string, { group, epoch, transcript, at }: Omit<HostWord, 'signature'>): Bytes =>
  framed('ardoise word 1', classId, group, epoch, transcript, at);

/** The host's word for a group as it is. `at`: milliseconds since 1970. */
export const signWord = async (
  hostKey: CryptoKey,
  classId: string,
  { id, epoch, transcript }: MlsGroup,
  at: number,
): Promise<HostWord> => {
  const word = { group: id, epoch, transcript, at };
  return { ...word, signature: toBase64url(await sign(hostKey, wordBytes(classId, word))) };
};

export const isHostWord = (hostKey: CryptoKey, classId: string, word: HostWord): Promise<boolean> =>
  verify(hostKey, fromBase64url(word.signature), wordBytes(classId, word));

const voucherBytes = (classId: string, id: string, keyPackage: string): Bytes =>
  framed('ardoise voucher 1', classId, id, keyPackage);

/** With which a device of the host asks to be added, by whoever holds the class: the host key's signature over its key package. */
export const signVoucher = async (hostKey: CryptoKey, classId: string, id: string, keyPackage: string): Promise<string> =>
  toBase64url(await sign(hostKey, voucherBytes(classId, id, keyPackage)));

export const isVouched = (
  hostKey: CryptoKey,
  classId: string,
  id: string,
  keyPackage: string,
  voucher: string,
): Promise<boolean> => verify(hostKey, fromBase64url(voucher), voucherBytes(classId, id, keyPackage));
