import { useSignal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { text } from '../../../text/text.ts';
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
  const refused = useSignal<RefusalCode | null>(null);
  const end = async (classes?: 'erase' | 'keep') => {
    asking.value = false;
    refused.value = await signOut(classes);
  };
  return (
    <div>
      <button type="button" class="quiet" onClick={() => (asking.value = true)}>
        {t.button}
      </button>
      {refused.value && (
        <p class="error" role="alert">
          {text.value.codes.refusal[refused.value]}
        </p>
      )}
      {asking.value && <Question onEnd={(classes) => void end(classes)} onClose={() => (asking.value = false)} />}
    </div>
  );
}

function Question({ onEnd, onClose }: { onEnd: (classes?: 'erase' | 'keep') => void; onClose: () => void }) {
  const t = homeWords().signOut;
  const keep = useSignal(false);
  const state = hostState.value;
  const count = state.at === 'signed-in' ? state.classes.length : 0;
  const elsewhere = reachedElsewhere();
  if (count === 0 || elsewhere) {
    return (
      <Confirm title={t.title} confirm={t.confirm} onConfirm={() => onEnd()} onClose={onClose}>
        {count > 0 && <p>{t.elsewhere}</p>}
        <p>{t.detail}</p>
      </Confirm>
    );
  }
  return (
    <Confirm
      title={t.title}
      confirm={keep.value ? t.confirmKeep : t.confirmErase}
      onConfirm={() => onEnd(keep.value ? 'keep' : 'erase')}
      onClose={onClose}
    >
      <p>{keep.value ? t.kept(count) : t.erased(count)}</p>
      <Switch label={t.keep} hint={t.keepHint} on={keep.value} onChange={(on) => (keep.value = on)} />
      <p>{t.detail}</p>
    </Confirm>
  );
}
