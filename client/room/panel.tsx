import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { type Panel as PanelName, useRoom } from './roomState.ts';
import './panel.css';

/**
 * A panel beside the stage; a sheet over it on a narrow screen. Takes the focus when opened, gives it back when closed. The
 * focus moves together with the panel's appearance, never later: somebody may be writing by then. What is inside comes first.
 */
export function Panel({ name, title, children }: { name: PanelName; title: string; children: ComponentChildren }) {
  const room = useRoom();
  const whole = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const panel = whole.current;
    const hasFocus = () => panel?.contains(document.activeElement) === true;
    if (!hasFocus()) heading.current?.focus();
    return () => {
      if (hasFocus()) document.getElementById(`control-${name}`)?.focus();
    };
  }, [name]);
  const close = () => (room.panel.value = null);
  return (
    <aside
      ref={whole}
      class="panel"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <div class="panel-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="quiet square" aria-label={text.value.pages.close} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </aside>
  );
}
