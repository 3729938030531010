import type { Visitor } from './browser.ts';

/**
 * From now on the page's clock that does not go back is so many milliseconds ahead. Its timers run as they do: so the line to
 * the server does not take itself for cut, and what looks at the clock now and then sees that time has passed.
 */
export const passTime = ({ page }: Visitor, ms: number): Promise<void> =>
  page.evaluate((ahead) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + ahead;
  }, ms);
