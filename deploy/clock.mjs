// npm run clock: says whether the server believes this machine's clock, or confirms it, for the operator.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp([]);
  process.exitCode = await handOver(node, ['server/commands/clock.ts', ...process.argv.slice(2)], env);
});
