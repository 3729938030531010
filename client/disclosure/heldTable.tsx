import type { HeldItem } from '#protocol/held.ts';
import type { HeldUntil } from '#protocol/receipt.ts';
import { language, text } from '../text/text.ts';
import { ledgerWords } from './ledgerWords.ts';
import './heldTable.css';

/** An item's name in words; its key while the words are not there. */
export const itemName = (item: string): string => ledgerWords.value[item]?.[language.value] ?? item;

/** When something goes, at the latest. */
export const untilWords = (until: HeldUntil): string =>
  'at' in until
    ? new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'short' }).format(until.at)
    : text.value.room.held.events[until.event];

/** What is held, where, how many, and until when. */
export function HeldTable({ caption, items }: { caption?: string; items: readonly HeldItem[] }) {
  const t = text.value.room.held;
  return (
    <table class="held">
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          <th scope="col">{t.item}</th>
          <th scope="col">{t.where}</th>
          <th scope="col">{t.count}</th>
          <th scope="col">{t.until}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ item, place, count, until }) => (
          <tr key={`${item} ${place}`}>
            <th scope="row">{itemName(item)}</th>
            <td>{t.places[place]}</td>
            <td>{count ?? text.value.room.receipt.uncounted}</td>
            <td>{untilWords(until)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
