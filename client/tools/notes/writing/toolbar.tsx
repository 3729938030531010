import { useSignal } from '@preact/signals';
import type { Command } from 'prosemirror-state';
import { SquareButton, type SquareButtonProps } from '../../../ui/actions/squareButton.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { words } from '../text.ts';
import { type BlockName, type Here, blockNames, markNames, setBlock, setLink, setMark, setWrap, wrapNames } from './editor.ts';
import { NotesIcon, type NotesIconName } from './notesIcon.tsx';
import { isSafeAddress } from './schema.ts';

const Press = ({ icon, ...button }: Omit<SquareButtonProps, 'keepsChoice'> & { readonly icon: NotesIconName }) => (
  <SquareButton {...button} keepsChoice>
    <NotesIcon name={icon} />
  </SquareButton>
);

export type ToolbarProps = {
  readonly here: Here;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onRun: (command: Command) => void;
  readonly onLink: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
};

/** How the text looks, for who may write: always in sight. */
export function Toolbar({ here, canUndo, canRedo, onRun, onLink, onUndo, onRedo }: ToolbarProps) {
  const t = words();
  return (
    <div class="notes-bar" role="toolbar" aria-label={t.tools}>
      <label>
        <span class="unseen">{t.block}</span>
        <select
          title={t.block}
          value={here.block ?? 'paragraph'}
          onChange={({ currentTarget }) => onRun(setBlock(currentTarget.value as BlockName))}
        >
          {blockNames.map((name) => (
            <option key={name} value={name}>
              {t.blocks[name]}
            </option>
          ))}
        </select>
      </label>
      {markNames.map((name) => (
        <Press
          key={name}
          icon={name}
          label={t.marks[name]}
          pressed={here.marks.includes(name)}
          onPress={() => onRun(setMark(name))}
        />
      ))}
      <Press icon="link" label={t.link} pressed={here.link !== null} onPress={onLink} />
      {wrapNames.map((name) => (
        <Press
          key={name}
          icon={name}
          label={t.wraps[name]}
          pressed={here.wraps.includes(name)}
          onPress={() => onRun(setWrap(name))}
        />
      ))}
      <Press icon="undo" label={t.undo} disabled={!canUndo} onPress={onUndo} />
      <Press icon="redo" label={t.redo} disabled={!canRedo} onPress={onRedo} />
    </div>
  );
}

/** Asks where a link goes. */
export function LinkDialog({
  href,
  onRun,
  onClose,
}: {
  href: string | null;
  onRun: (command: Command) => void;
  onClose: () => void;
}) {
  const t = words();
  const isBad = useSignal(false);
  const address = useSignal(href ?? 'https://');
  const done = (next: string | null): void => {
    onClose();
    onRun(setLink(next));
  };
  return (
    <Dialog title={t.link} onClose={onClose}>
      <form
        class="notes-link"
        onSubmit={(event) => {
          event.preventDefault();
          if (isSafeAddress(address.value.trim())) done(address.value.trim());
          else isBad.value = true;
        }}
      >
        <label for="notes-address">{t.address}</label>
        <input
          id="notes-address"
          type="text"
          inputMode="url"
          autocomplete="off"
          autofocus
          aria-describedby="notes-address-hint"
          aria-invalid={isBad.value}
          value={address.value}
          onInput={({ currentTarget }) => (address.value = currentTarget.value)}
        />
        <p id="notes-address-hint" class={isBad.value ? 'error' : 'hint'} role={isBad.value ? 'alert' : undefined}>
          {isBad.value ? t.badAddress : t.addressHint}
        </p>
        <div class="actions">
          {href !== null && (
            <button type="button" onClick={() => done(null)}>
              {t.noLink}
            </button>
          )}
          <button type="submit" class="primary">
            {t.setLink}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
