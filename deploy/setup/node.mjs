import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inProject, Problem } from './project.mjs';

const needed = 24;

/**
 * The Node that runs the server: the one that npm brought, else the one that runs this.
 * @returns {string} the program's path
 */
export function findNode() {
  const brought = inProject('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(brought) && spawnSync(brought, ['--version']).status === 0) return brought;
  if (Number(process.versions.node.split('.')[0]) >= needed) return process.execPath;
  throw new Problem(
    `The server needs Node ${needed} or later; this is Node ${process.versions.node}, and npm has none for ` +
      `${process.platform} ${process.arch}. Install Node ${needed} (nodejs.org) and start again.`,
  );
}
