import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../text/text.ts';
import { Icon } from './icon.tsx';
import './dialog.css';

/** A modal question or panel: shown while mounted. Escape, the cross and a click outside call `onClose`; focus returns. */
export function Dialog(props: { title: ComponentChildren; onClose: () => void; alert?: boolean; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    props.onClose();
  };
  // Escape is for this dialog alone: what it stands in would close with it.
  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Escape') event.stopPropagation();
  };
  const outside = (event: Event) => {
    if (event.target === dialog.current) props.onClose();
  };
  return (
    <dialog
      ref={dialog}
      class="dialog"
      role={props.alert ? 'alertdialog' : undefined}
      aria-labelledby={titleId}
      onCancel={cancel}
      onKeyDown={keep}
      onPointerDown={outside}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={titleId}>{props.title}</h2>
          <button type="button" class="quiet square" aria-label={text.value.pages.close} onClick={props.onClose}>
            <Icon name="close" />
          </button>
        </div>
        {props.children}
      </div>
    </dialog>
  );
}

/** A question with one dangerous answer. The safe answer has the focus. */
export function Confirm(props: {
  title: ComponentChildren;
  children: ComponentChildren;
  confirm: string;
  keep?: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog alert title={props.title} onClose={props.onClose}>
      {props.children}
      <div class="actions">
        <button type="button" autofocus onClick={props.onClose}>
          {props.keep ?? text.value.pages.cancel}
        </button>
        <button type="button" class="danger" onClick={props.onConfirm}>
          {props.confirm}
        </button>
      </div>
    </Dialog>
  );
}
