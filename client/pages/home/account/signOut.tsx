import { useSignal } from '@preact/signals';
import { Confirm } from '../../../ui/dialog.tsx';
import { Switch } from '../../../ui/fields.tsx';
import { hostState, signOut } from '../hostState.ts';
import { homeWords } from '../text.ts';
import { access } from './access.ts';

/** Whether the account is reached in another way than by this browser. Where nobody knows, it is not. */
const reachedElsewhere = (): boolean => {
  const known = access.value;
  return known.at === 'known' && (known.sessions.length > 1 || known.invitations.some(({ ownDevice }) => ownDevice));
};

/** The way out. What becomes of the classes is said, and chosen where it is this browser's to choose. */
export function SignOut() {
  const t = homeWords().signOut;
  const asking = useSignal(false);
  return (
    <p>
      <button type="button" class="quiet" onClick={() => (asking.value = true)}>
        {t.button}
      </button>
      {asking.value && <Question onClose={() => (asking.value = false)} />}
    </p>
  );
}

function Question({ onClose }: { onClose: () => void }) {
  const t = homeWords().signOut;
  const keep = useSignal(false);
  const state = hostState.value;
  const count = state.at === 'signed-in' ? state.classes.length : 0;
  const elsewhere = reachedElsewhere();
  if (count === 0 || elsewhere) {
    return (
      <Confirm title={t.title} confirm={t.confirm} onConfirm={() => void signOut()} onClose={onClose}>
        {count > 0 && <p>{t.elsewhere}</p>}
        <p>{t.detail}</p>
      </Confirm>
    );
  }
  return (
    <Confirm
      title={t.title}
      confirm={keep.value ? t.confirmKeep : t.confirmErase}
      onConfirm={() => void signOut(keep.value ? 'keep' : 'erase')}
      onClose={onClose}
    >
      <p>{keep.value ? t.kept(count) : t.erased(count)}</p>
      <Switch label={t.keep} hint={t.keepHint} on={keep.value} onChange={(on) => (keep.value = on)} />
      <p>{t.detail}</p>
    </Confirm>
  );
}
