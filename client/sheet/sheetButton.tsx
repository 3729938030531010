import { SquareButton, type SquareButtonProps } from '../ui/actions/squareButton.tsx';
import { SheetIcon, type SheetIconName } from './sheetIcon.tsx';

/** A button with a drawing of the sheet's. */
export const SheetButton = ({ icon, ...button }: Omit<SquareButtonProps, 'keepsChoice'> & { readonly icon: SheetIconName }) => (
  <SquareButton {...button}>
    <SheetIcon name={icon} />
  </SquareButton>
);

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
