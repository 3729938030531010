import type { Show } from './show.ts';

/** By how much a key leafs: a presenter's remote sends these too. */
const steps: Readonly<Record<string, number>> = {
  PageDown: 1,
  PageUp: -1,
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowUp: -1,
  ' ': 1,
};
/** They do something else in whatever has the focus. */
const taken: Readonly<Record<string, string>> = {
  ' ': 'button, summary, [role=button], a',
  ArrowDown: '[role=menu] *, .panel *',
  ArrowUp: '[role=menu] *, .panel *',
  PageDown: '.panel *',
  PageUp: '.panel *',
};
const writing = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

/** Leafs by keys, wherever the focus is, but for who writes or draws by keys. Returns what ends it. */
export function pageKeys(show: Show, draws: () => boolean): () => void {
  const pressed = (event: KeyboardEvent): void => {
    const { key, target } = event;
    const by = steps[key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!(target instanceof Element) || document.querySelector('dialog[open]')) return;
    const isTaken = target.matches(writing) || (taken[key] !== undefined && target.matches(taken[key]));
    const isDrawing = draws() && !key.startsWith('Page') && target.matches('[role=application]');
    if (isTaken || isDrawing) return;
    event.preventDefault();
    event.stopPropagation();
    show.step(by);
  };
  // Before the sheet, on which arrows move a mark while one draws.
  document.addEventListener('keydown', pressed, { capture: true });
  return () => document.removeEventListener('keydown', pressed, { capture: true });
}
