import { useId } from 'preact/hooks';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import type { PopupTie } from '../../../ui/popup.tsx';
import type { Badge } from '../../../tools/port.ts';
import { useRoom } from '../../../room/roomState.ts';
import './control.css';

export type ControlProps = {
  readonly icon: IconName;
  /** The word under the drawing. */
  readonly word: string;
  /** What pressing does: the name for screen readers, and the tip. */
  readonly does?: string;
  readonly shortcut?: string;
  readonly on?: boolean;
  readonly tone?: 'danger';
  /** Why it cannot be used now: it stays in place, greyed, and says so when pressed. */
  readonly blocked?: string | null;
  readonly badge?: Badge | null;
  readonly expanded?: boolean;
  readonly tie?: PopupTie;
  readonly id?: string;
  readonly onPress?: () => void;
};

/** One large button of the control bar. */
export function Control(props: ControlProps) {
  const room = useRoom();
  const noteId = useId();
  const { badge, blocked } = props;
  const notes = [blocked, badge && badge.count > 0 ? badge.words : null].filter(Boolean).join('. ');
  const press = () => {
    if (blocked) return room.remark(blocked);
    if (props.tie) return props.tie.onClick();
    props.onPress?.();
  };
  return (
    <button
      type="button"
      id={props.id}
      class="control"
      data-on={props.on ?? false}
      data-tone={props.tone ?? 'plain'}
      title={blocked ?? props.does ?? props.word}
      aria-label={props.does}
      aria-describedby={notes ? noteId : undefined}
      aria-disabled={Boolean(blocked)}
      aria-keyshortcuts={props.shortcut}
      aria-expanded={props.tie?.['aria-expanded'] ?? props.expanded}
      aria-controls={props.tie?.['aria-controls']}
      onClick={press}
    >
      <Icon name={props.icon} />
      <span class="control-word">{props.word}</span>
      {badge && badge.count > 0 && <span class="badge" aria-hidden="true" data-count={badge.count} />}
      {notes && (
        <span id={noteId} class="unseen" aria-hidden="true">
          {notes}
        </span>
      )}
    </button>
  );
}
