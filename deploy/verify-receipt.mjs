// npm run verify-receipt -- file.json: says whether a server signed this receipt, and what it says.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp([]);
  process.exitCode = await handOver(node, ['server/commands/verifyReceipt.ts', ...process.argv.slice(2)], env);
});
