import { SheetIcon, type SheetIconName } from './sheetIcon.tsx';

/** A button with a drawing and a name. `pressed`: it stays chosen. */
export function SheetButton(props: {
  icon: SheetIconName;
  label: string;
  pressed?: boolean;
  disabled?: boolean;
  onPress: () => void;
}) {
  const { icon, label, pressed, disabled = false, onPress } = props;
  return (
    <button
      type="button"
      class="quiet square"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabled}
      onClick={() => !disabled && onPress()}
    >
      <SheetIcon name={icon} />
    </button>
  );
}

/** A choice of one of several, whose name is heard and not seen. `mark`: a colour beside it. */
export function SheetSelect<T extends string>(props: {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
  mark?: string;
}) {
  return (
    <label class="sheet-select" data-mark={props.mark}>
      <span class="unseen">{props.label}</span>
      <select title={props.label} value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value as T)}>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
