import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium, visit } from '../../kit/browser.ts';
import { serveGallery } from './server.ts';

/** The gallery and a browser for the tests of one file. Whatever a test has opened is closed after it. */
export const openedGallery = (): { show(view: string, size?: { width: number; height: number }): ReturnType<typeof visit> } => {
  let browser: Browser;
  let gallery: Awaited<ReturnType<typeof serveGallery>>;
  beforeAll(async () => {
    gallery = await serveGallery();
    browser = await launchChromium();
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });
  return {
    show: async (view, size) => {
      const visitor = await visit(browser, size);
      await visitor.page.goto(`${gallery.address}?view=${view}`);
      return visitor;
    },
  };
};
