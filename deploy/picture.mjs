// npm run picture: takes the README's picture of a class anew, from the gallery of views.
import './setup/oldNode.mjs';
import { handOver } from './setup/handOver.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  const { node, env } = await setUp(['chromium']);
  process.exitCode = await handOver(node, ['tests/browser/gallery/picture.ts'], env);
});
