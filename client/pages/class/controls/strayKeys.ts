/** For so long after a text box was left or lost, letters are held to be meant for it. In milliseconds. */
const settleMs = 1_500;

/** Whether keys pressed here write something or choose from a list. */
const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));

export type StrayKeys = {
  /** Something where one writes has come or gone: what is typed now is not a command. */
  quiet(): void;
  /** True for a key that is pressed while somebody writes, or that was meant for a text box which is not there any more. */
  isStray(event: KeyboardEvent): boolean;
  stop(): void;
};

/** Tells letters that somebody writes from keys that are commands, wherever the focus has gone meanwhile. */
export function followStrayKeys(): StrayKeys {
  let quietUntil = 0;
  let last: EventTarget | null = null;
  const quiet = () => (quietUntil = performance.now() + settleMs);
  const entered = ({ target }: FocusEvent) => (last = target);
  const left = ({ target }: FocusEvent) => writes(target) && quiet();
  const pointed = () => (last = null);
  document.addEventListener('focusin', entered);
  document.addEventListener('focusout', left);
  document.addEventListener('pointerdown', pointed);
  quiet();
  return {
    quiet,
    isStray: (event) => {
      if (writes(event.target)) return true;
      // A box that was taken away while it had the focus, for instance because messages were closed.
      const lost = writes(last) && last instanceof Node && !last.isConnected && document.activeElement === document.body;
      const stray = lost || performance.now() < quietUntil;
      if (stray) quiet();
      return stray;
    },
    stop: () => {
      document.removeEventListener('focusin', entered);
      document.removeEventListener('focusout', left);
      document.removeEventListener('pointerdown', pointed);
    },
  };
}
