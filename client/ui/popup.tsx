import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import './popup.css';

export type PopupTie = { 'aria-expanded': boolean; 'aria-controls': string; onClick: () => void };

/**
 * A small panel tied to the button that opens it. Escape, a click outside, or leaving it with the keyboard closes it.
 * `children` gets `close`, for choices that end it.
 */
export function Popup(props: {
  label: string;
  class?: string;
  button: (tie: PopupTie) => ComponentChildren;
  children: (close: () => void) => ComponentChildren;
}) {
  const open = useSignal(false);
  const id = useId();
  const whole = useRef<HTMLDivElement>(null);
  const close = () => {
    open.value = false;
  };
  const closeAndReturn = () => {
    close();
    whole.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  };
  useLayoutEffect(() => {
    if (!open.value) return;
    whole.current?.querySelector<HTMLElement>('.popup-panel')?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open.value]);
  return (
    <div
      ref={whole}
      class={`popup ${props.class ?? ''}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open.value) return;
        event.stopPropagation();
        closeAndReturn();
      }}
      onFocusOut={(event) => {
        if (event.relatedTarget instanceof Node && !whole.current?.contains(event.relatedTarget)) close();
      }}
    >
      {props.button({ 'aria-expanded': open.value, 'aria-controls': id, onClick: () => (open.value = !open.value) })}
      <div id={id} class="popup-panel" role="group" aria-label={props.label} tabIndex={0} hidden={!open.value}>
        {open.value && props.children(closeAndReturn)}
      </div>
    </div>
  );
}
