// npm run evidence: writes the documents of the running configuration. With --check: says whether the last ones still hold.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp([]);
  process.exitCode = await handOver(node, ['server/commands/evidence.ts', ...process.argv.slice(2)], env);
});
