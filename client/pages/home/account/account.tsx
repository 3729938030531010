import { useSignal } from '@preact/signals';
import type { HeldAccount } from '#protocol/held.ts';
import { ask } from '../../../net/http.ts';
import { text } from '../../../text/text.ts';
import { Confirm, Dialog } from '../../../ui/dialog.tsx';
import { HeldTable } from '../../../disclosure/heldTable.tsx';
import { loadLedgerWords } from '../../../disclosure/ledgerWords.ts';
import { eraseAccount } from '../hostState.ts';
import { homeWords } from '../text.ts';

/** What the server holds of the signed-in host: to see, to take along, and to erase. */
export function Account() {
  const t = homeWords().account;
  const held = useSignal<HeldAccount | null>(null);
  const erasing = useSignal(false);
  const failed = useSignal(false);
  const show = async () => {
    void loadLedgerWords();
    const answer = await ask<HeldAccount>('GET', '/api/held');
    failed.value = !answer.ok;
    if (answer.ok) held.value = answer.value;
  };
  const erase = async () => {
    erasing.value = false;
    failed.value = !(await eraseAccount());
  };
  return (
    <section class="card">
      <h2>{t.title}</h2>
      <p>{t.detail}</p>
      <div class="actions">
        <button type="button" onClick={() => void show()}>
          {t.show}
        </button>
        <a class="button" href="/api/export" download="ardoise-export.json">
          {t.export}
        </a>
        <button type="button" class="danger-text" onClick={() => (erasing.value = true)}>
          {t.erase}
        </button>
      </div>
      {failed.value && (
        <p class="error" role="alert">
          {text.value.room.held.failed}
        </p>
      )}
      {held.value && (
        <Dialog title={t.show} onClose={() => (held.value = null)}>
          {held.value.legalHold && <p class="notice-box warn">{text.value.room.held.legalHold}</p>}
          <HeldTable items={held.value.items} />
        </Dialog>
      )}
      {erasing.value && (
        <Confirm title={t.eraseTitle} confirm={t.erase} onConfirm={() => void erase()} onClose={() => (erasing.value = false)}>
          <p>{t.eraseDetail}</p>
        </Confirm>
      )}
    </section>
  );
}
