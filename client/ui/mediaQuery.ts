import { type ReadonlySignal, signal } from '@preact/signals';

/** Whether a media query holds, followed for as long as the page lives. */
function followed(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const holds = signal(list.matches);
  list.addEventListener('change', () => (holds.value = list.matches));
  return holds;
}

/** A phone, or a window zoomed so far that it is one: the same width as in the styles. */
export const narrow = followed('(max-width: 52rem)');
