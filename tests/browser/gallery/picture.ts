// Takes the picture of a class that the README shows: run by `npm run picture`.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium, visit } from '../../kit/browser.ts';
import { button } from '../../kit/lesson.ts';
import type { SceneName } from './scenes.ts';
import { serveGallery } from './server.ts';

const file = fileURLToPath(new URL('../../../deploy/class.png', import.meta.url));
const view: SceneName = 'picture';

await using stack = new AsyncDisposableStack();
const gallery = stack.use(await serveGallery());
const browser = await launchChromium();
stack.defer(() => browser.close());
const { page } = await visit(browser, { width: 1000, height: 600 });
await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
await page.goto(`${gallery.address}?view=${view}`);
await button(page, 'Chat').click();
await page.locator('.chat-log').waitFor();
await page.mouse.move(0, 0);
await page.screenshot({ path: file });
process.stdout.write(`Written to deploy/class.png: ${Math.round(statSync(file).size / 1_000)} kB\n`);
