import type { ComponentChildren } from 'preact';
import { classPagePath, linkIn } from '../../../tab/classLink.ts';
import { leaveLink } from '../../../tab/tab.ts';
import type { KeptClass } from '../../../tab/keptClasses.ts';

/**
 * Opens a class as its teacher. The link is handed over in this tab, so that it gets into no history; in another tab, or where
 * the browser keeps nothing, it is an ordinary link.
 */
export function StartLink({ kept, label, children }: { kept: KeptClass; label?: string; children: ComponentChildren }) {
  const start = async () => {
    const link = linkIn(kept.hostLink);
    location.assign(link && (await leaveLink(link)) ? classPagePath : kept.hostLink);
  };
  const click = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void start();
  };
  return (
    <a class="button primary" href={kept.hostLink} aria-label={label} onClick={click}>
      {children}
    </a>
  );
}
