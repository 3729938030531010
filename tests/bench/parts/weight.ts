import type { Part } from '../bench.ts';
import { skipped } from '../report.ts';

export const measureWeight: Part = async () => [skipped('weight', 'first load', 'not yet')];
