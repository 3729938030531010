// npm start: makes this machine ready, then serves.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { wipedMemory } from './setup/wipedMemory.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp(['worker', 'pages']);
  process.exitCode = await handOver(node, ['server/commands/serve.ts', ...process.argv.slice(2)], { ...wipedMemory, ...env });
});
