// npm run dev: serves from the sources, and again after each saved file. For who works on the project, on this machine only.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp(['worker']);
  process.exitCode = await handOver(node, ['deploy/dev/main.mjs'], env);
});
