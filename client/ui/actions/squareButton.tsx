import type { ComponentChildren } from 'preact';

export type SquareButtonProps = {
  readonly label: string;
  /** It stays chosen, or not; without, it only does something. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** What is chosen in a text beside it stays so, for a mouse. */
  readonly keepsChoice?: boolean;
  readonly onPress: () => void;
};

/** A button with a drawing, whose name is heard, and seen as a tip. */
export function SquareButton(props: SquareButtonProps & { readonly children: ComponentChildren }) {
  const { label, pressed, disabled = false, keepsChoice = false, onPress, children } = props;
  return (
    <button
      type="button"
      class="quiet square"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabled}
      onMouseDown={(event) => keepsChoice && event.preventDefault()}
      onClick={() => !disabled && onPress()}
    >
      {children}
    </button>
  );
}
