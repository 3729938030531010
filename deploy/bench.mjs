// npm run bench: measures on this machine.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp(['worker', 'pages', 'chromium']);
  process.exitCode = await handOver(node, ['tests/bench/main.ts', ...process.argv.slice(2)], env);
});
