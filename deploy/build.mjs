// npm run build: builds the pages and says the hash that this server will be seen to serve.
import './setup/oldNode.mjs';
import { pagesHash } from './setup/pages.mjs';
import { setUp, tellingProblems } from './setup/setUp.mjs';

await tellingProblems(async () => {
  await setUp(['pages']);
  console.log(`build/client, SHA-256 of manifest.sha256: ${pagesHash()}`);
});
