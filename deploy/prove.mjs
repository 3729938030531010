// npm run prove: shows what a server keeps of a class, and for how long.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp(['worker', 'pages', 'chromium']);
  process.exitCode = await handOver(node, ['tests/privacy/prove/main.ts', ...process.argv.slice(2)], env);
});
