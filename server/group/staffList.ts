import type { Extension } from 'ts-mls/extension.js';
import { z } from 'zod';

/** The extension of the group context that says who may change the group: see `client/crypto/mls/staff.ts`. */
const staffExtension = 0xf001;

const staffList = z.strictObject({
  seq: z.int().min(1),
  open: z.boolean(),
  staff: z.array(z.strictObject({ id: z.string(), key: z.string(), role: z.enum(['host', 'cohost']) })).max(32),
  signature: z.string(),
});
export type StaffList = z.infer<typeof staffList>;

/** The list in a context, not yet believed; null when there is not exactly one. */
export const staffOf = (extensions: readonly Extension[]): StaffList | null => {
  const [only, ...others] = extensions;
  if (!only || others.length > 0 || only.extensionType !== staffExtension) return null;
  try {
    return staffList.parse(JSON.parse(Buffer.from(only.extensionData).toString()));
  } catch {
    return null;
  }
};
