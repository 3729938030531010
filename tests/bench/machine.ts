import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type as system } from 'node:os';
import { version as mediasoup } from 'mediasoup';

/** What the figures were measured on. */
export type Machine = {
  readonly at: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly node: string;
  readonly mediasoup: string;
  readonly chromium: string;
  /** Load of the last minute before the start: other work disturbs the figures. */
  readonly load: number;
};

const chromiumVersion = (): string => {
  try {
    const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
    return execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'none';
  }
};

export const describeMachine = (): Machine => ({
  at: new Date().toISOString(),
  system: `${system()} ${release()}`,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  mediasoup,
  chromium: chromiumVersion(),
  load: loadavg()[0] ?? 0,
});
