import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { HeldAnswer } from '#protocol/held.ts';
import { language, text } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { HeldTable } from '../../../disclosure/heldTable.tsx';
import { loadLedgerWords } from '../../../disclosure/ledgerWords.ts';

/** "What do you hold about me now?", answered by the running server. */
export function HeldDialog({ held: asked, onClose }: { held: () => Promise<HeldAnswer | null>; onClose: () => void }) {
  const t = text.value.room.held;
  const answer = useSignal<HeldAnswer | 'asking' | 'failed'>('asking');
  useEffect(() => {
    void loadLedgerWords();
    void asked().then((held) => (answer.value = held ?? 'failed'));
  }, []);
  const held = answer.value;
  return (
    <Dialog title={t.title} onClose={onClose}>
      {typeof held === 'string' ? (
        <p role="status">{t[held]}</p>
      ) : (
        <>
          <p class="hint">{t.at(new Intl.DateTimeFormat(language.value, { timeStyle: 'medium' }).format(held.at))}</p>
          {held.legalHold && <p class="notice-box warn">{t.legalHold}</p>}
          <HeldTable items={held.items} />
          <p>
            {t.own}: {held.own.address}
          </p>
          {held.room && <HeldTable caption={t.room} items={held.room} />}
        </>
      )}
    </Dialog>
  );
}
