import { signal } from '@preact/signals';
import type { Drawn } from '../layer.ts';
import { most } from '../marks.ts';

/** A picture that is put on a sheet: a JPEG within what an item and a screen can bear. */
export type Shrunk = { readonly data: readonly string[]; readonly width: number; readonly height: number };

const type = 'image/jpeg';
const bytesAtMost = 200_000;
/** Larger files are not even tried, in bytes; nor is what would be larger than this once it is opened, in pixels. */
const largest = { bytes: 40_000_000, pixels: 120_000_000 } as const;
/** From the best to the smallest: the longer side in pixels, and the quality. */
const tries = [
  [1_600, 0.85],
  [1_600, 0.7],
  [1_280, 0.7],
  [1_024, 0.6],
  [800, 0.5],
  [512, 0.4],
] as const;
/** No side of a picture that others sent may be longer, in pixels. */
const longestSide = 2_000;

const toText = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};
const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** Makes a picture small enough to be written with the rest. What a camera notes in it (when, where) is gone. */
export const shrink = async (file: Blob): Promise<Shrunk | 'notImage' | 'imageTooLarge'> => {
  if (!file.type.startsWith('image/')) return 'notImage';
  if (file.size > largest.bytes) return 'imageTooLarge';
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return 'notImage';
  }
  try {
    if (bitmap.width * bitmap.height > largest.pixels) return 'imageTooLarge';
    for (const [side, quality] of tries) {
      const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(bitmap.width * scale));
      canvas.height = Math.max(1, Math.round(bitmap.height * scale));
      const context = canvas.getContext('2d');
      if (!context) return 'imageTooLarge';
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
      if (!blob || blob.size > bytesAtMost) continue;
      const text = toText(new Uint8Array(await blob.arrayBuffer()));
      const parts = Math.ceil(text.length / most.part);
      const data = Array.from({ length: parts }, (_, part) => text.slice(part * most.part, (part + 1) * most.part));
      return { data, width: canvas.width, height: canvas.height };
    }
    return 'imageTooLarge';
  } finally {
    bitmap.close();
  }
};

/** How large a JPEG says that it is (ITU-T T.81, B.2.2), in pixels; null where it is none. */
export const jpegSize = (bytes: Uint8Array): readonly [width: number, height: number] | null => {
  const word = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (word(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [word(at + 7), word(at + 5)];
    at += 2 + Math.max(2, word(at + 2));
  }
  return null;
};

const decode = async (data: readonly string[]): Promise<ImageBitmap | null> => {
  try {
    const bytes = toBytes(data.join(''));
    const size = jpegSize(bytes);
    // A few bytes can say that they are gigabytes of picture: they are not opened.
    if (!size || Math.max(...size) > longestSide || Math.min(...size) < 1) return null;
    return await createImageBitmap(new Blob([bytes], { type }));
  } catch {
    return null;
  }
};

/** Each picture is opened once; null: not yet, or it cannot be. */
const opened = new WeakMap<readonly string[], { bitmap: ImageBitmap | null }>();

/** Grows with each picture that has been opened: what was drawn without it is drawn again. */
export const picturesOpened = signal(0);

/** A picture, once all of it has come and it has been opened. */
export const bitmapOf = ({ element, data }: Pick<Drawn, 'element' | 'data'>): ImageBitmap | null => {
  if (element.kind !== 'image' || !data || data.length < element.parts) return null;
  const known = opened.get(data);
  if (known) return known.bitmap;
  const entry: { bitmap: ImageBitmap | null } = { bitmap: null };
  opened.set(data, entry);
  void decode(data).then((bitmap) => {
    entry.bitmap = bitmap;
    picturesOpened.value += 1;
  });
  return null;
};

/** Resolves when every picture of these is opened, as far as it can be. */
export const picturesReady = async (drawn: readonly Pick<Drawn, 'element' | 'data'>[]): Promise<void> => {
  for (const { element, data } of drawn) {
    if (element.kind !== 'image' || !data || data.length < element.parts || opened.get(data)?.bitmap) continue;
    opened.set(data, { bitmap: await decode(data) });
  }
};
