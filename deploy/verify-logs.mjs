// npm run verify-logs: says whether a line of the audit log or of the purge journal was altered or is missing.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp([]);
  process.exitCode = await handOver(node, ['server/commands/verifyLogs.ts', ...process.argv.slice(2)], env);
});
