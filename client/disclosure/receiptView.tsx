import { useEffect } from 'preact/hooks';
import type { Receipt } from '#protocol/receipt.ts';
import { text } from '../text/text.ts';
import { saveFile } from '../ui/actions/saveFile.ts';
import { itemName, untilWords } from './heldTable.tsx';
import { loadLedgerWords } from './ledgerWords.ts';

const save = (receipt: Receipt): void =>
  saveFile('ardoise-receipt.json', new Blob([JSON.stringify(receipt, null, 2)], { type: 'application/json' }));

/** What the end of a class erased, as the server signed it. */
export function ReceiptView({ receipt }: { receipt: Receipt }) {
  const t = text.value.room.receipt;
  const { uncounted } = t;
  useEffect(() => void loadLedgerWords(), []);
  return (
    <section class="card">
      <h2>{t.title}</h2>
      <p class="hint">{t.detail}</p>
      <table class="held">
        <thead>
          <tr>
            <th scope="col">{text.value.room.held.item}</th>
            <th scope="col">{t.erased}</th>
            <th scope="col">{t.remains}</th>
          </tr>
        </thead>
        <tbody>
          {receipt.statement.items.map(({ item, place, erased, remains, until }) => (
            <tr key={`${item} ${place}`}>
              <th scope="row">{itemName(item)}</th>
              <td>{erased}</td>
              <td>{until ? `${remains ?? uncounted}, ${text.value.room.held.places[place]}, ${untilWords(until)}` : t.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" onClick={() => save(receipt)}>
        {t.save}
      </button>
    </section>
  );
}
