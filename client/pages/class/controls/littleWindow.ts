import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { language } from '../../../text/text.ts';

/** A window that stays above all others (Document Picture-in-Picture), as far as it is used here. */
type Opener = { requestWindow(size: { width: number; height: number }): Promise<Window & typeof globalThis> };

const size = { width: 380, height: 600 };
const opened = signal<Window | null>(null);

const opener = (): Opener | null => {
  const found: unknown = Reflect.get(window, 'documentPictureInPicture');
  return typeof found === 'object' && found !== null && 'requestWindow' in found ? (found as Opener) : null;
};

/** Whether this browser has such windows. */
export const hasLittleWindow = (): boolean => opener() !== null;
export const isLittleWindowOpen = (): boolean => opened.value !== null;
export const closeLittleWindow = (): void => opened.peek()?.close();

/** The page's styles as one sheet: made in the window itself, since a strict policy allows no others and a sheet belongs to its document. */
const styleFor = (to: Window & typeof globalThis): CSSStyleSheet => {
  const sheets = [...Array.from(document.styleSheets), ...document.adoptedStyleSheets];
  const sheet = new to.CSSStyleSheet();
  sheet.replaceSync(sheets.flatMap(({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText)).join('\n'));
  return sheet;
};

/** Opens the window and shows this in it until it is closed. False when the browser does not open one. */
export async function openLittleWindow(title: string, view: ComponentChildren): Promise<boolean> {
  const fresh = await opener()
    ?.requestWindow(size)
    .catch(() => null);
  if (!fresh) return false;
  const { document: page } = fresh;
  page.documentElement.lang = language.peek();
  page.title = title;
  page.adoptedStyleSheets = [styleFor(fresh)];
  render(view, page.body);
  opened.value = fresh;
  fresh.addEventListener('pagehide', () => {
    render(null, page.body);
    if (opened.peek() === fresh) opened.value = null;
  });
  return true;
}
