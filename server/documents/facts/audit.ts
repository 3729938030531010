import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../../config/source.ts';
import type { AccessibilityAudit } from './source.ts';

const auditSchema = z.strictObject({
  date: z.iso.date(),
  by: z.string().min(1),
  rate: z.number().min(0).max(100),
  failures: z.array(z.string().min(1)).default([]),
});

/** The audit that the configuration names; null without one. Throws `ConfigError` when the file is missing or makes no sense. */
export const readAudit = (path: string | undefined): AccessibilityAudit | null => {
  if (path === undefined) return null;
  try {
    return auditSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new ConfigError([
      `accessibility.auditFile: ${path} cannot be read as { "date": "2026-05-02", "by": "...", "rate": 87, "failures": ["..."] }.`,
    ]);
  }
};
