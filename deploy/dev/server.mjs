// The server as `npm run dev` runs it: without built pages, which the front serves, and without a farewell.
import { openApp } from '../../server/app/openApp.ts';
import { parseConfig } from '../../server/config/schema.ts';
import { inProject } from '../setup/project.mjs';

const app = await openApp({ config: parseConfig(null, process.env), clientFolder: inProject('build', 'no-pages') });
const end = () => void app.close().finally(() => process.exit(0));
process.once('SIGTERM', end);
// Ctrl+C at a terminal reaches this process too: the front says when to end.
process.on('SIGINT', () => {});
process.once('disconnect', end);
await app.listen();
process.send?.({ firstHostFragment: app.firstHostFragment });
