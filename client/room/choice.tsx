import { Icon, type IconName } from '../ui/icon.tsx';
import { useRoom } from './roomState.ts';
import './choice.css';

/** One line of a menu. */
export function Choice(props: { icon: IconName; word: string; chosen?: boolean; blocked?: string | null; onPress: () => void }) {
  const room = useRoom();
  return (
    <button
      type="button"
      class="choice"
      aria-pressed={props.chosen}
      aria-disabled={Boolean(props.blocked)}
      title={props.blocked ?? undefined}
      onClick={() => (props.blocked ? room.remark(props.blocked) : props.onPress())}
    >
      <Icon name={props.icon} />
      {props.word}
    </button>
  );
}
