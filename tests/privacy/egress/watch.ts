import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Report } from './watchedClass.ts';

const program = fileURLToPath(new URL('watchedClass.ts', import.meta.url));
const namespace = ['unshare', '--net', '--mount'];
const trial = 'ip link set lo up && ip link add out type vxlan id 1 dstport 4789 && command -v bridge mount';

/** Null where a process may have a network of its own (root, iproute2, the kernel's VXLAN), else why not. */
export const whyNoNamespace = ((): string | null => {
  try {
    execFileSync('unshare', [...namespace.slice(1), 'sh', '-c', trial], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return `no network namespace here: ${String((error as { stderr?: Buffer }).stderr ?? error).trim()}`;
  }
})();

/** Holds a class in a process of its own, watched; with a network of its own where that is possible. */
export const watchClass = async ({ planted }: { planted: boolean }): Promise<Report> => {
  const caught = whyNoNamespace === null;
  const words = [process.execPath, program, ...(caught ? ['caught'] : []), ...(planted ? ['planted'] : [])];
  const [command = '', ...args] = caught ? [...namespace, ...words] : words;
  const { stdout } = await promisify(execFile)(command, args);
  return JSON.parse(stdout) as Report;
};
