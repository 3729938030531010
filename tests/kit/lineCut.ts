import type { Visitor } from './browser.ts';

/** Lets a test cut a page's line to the server: to be called before the page is opened. */
export const holdLine = ({ context }: Pick<Visitor, 'context'>): Promise<unknown> =>
  context.addInitScript(() => {
    const testSockets: WebSocket[] = [];
    const Native = window.WebSocket;
    Object.assign(window, {
      testSockets,
      WebSocket: class extends Native {
        constructor(...given: ConstructorParameters<typeof WebSocket>) {
          super(...given);
          testSockets.push(this);
        }
      },
    });
  });

/** The line is gone, and no other can be had. Resolves once the page says so. */
export const cutLine = async ({ page, context }: Visitor): Promise<void> => {
  await context.setOffline(true);
  await page.evaluate(() => {
    for (const socket of (window as unknown as { testSockets: WebSocket[] }).testSockets) socket.close();
  });
  await page.getByText('Connexion coupée').first().waitFor();
};

/** There is a network again: the page comes back by itself. */
export const mendLine = ({ context }: Visitor): Promise<void> => context.setOffline(false);
