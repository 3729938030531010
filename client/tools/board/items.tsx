import { useRoom } from '../../room/roomState.ts';
import type { Element } from './board.ts';
import type { Desk } from './desk.ts';
import { onPage } from './sheet/sheet.ts';
import { words } from './text.ts';

const longest = 200;

/** What a thing on the board is, in words. */
export const inWords = (element: Element, name: string): string => {
  const t = words();
  if (element.kind === 'text') {
    const text = element.text.length > longest ? `${element.text.slice(0, longest)}…` : element.text;
    return t.said(element.note ? t.kinds.note : t.kinds.text, text, name);
  }
  const kind = element.kind === 'ink' ? (element.light ? t.kinds.light : t.kinds.ink) : t.kinds[element.figure];
  return t.by(kind, t.colours[element.colour], name);
};

/** The page as a list, for who does not see it or draws by keys: each line chooses its thing. */
export function Items({ desk }: { desk: Desk }) {
  const { call } = useRoom();
  const t = words();
  const board = desk.board.value;
  const page = desk.page.value;
  const items = board && page !== null ? onPage(board, page) : [];
  return (
    <details class="board-items">
      <summary>{t.list(items.length)}</summary>
      {items.length === 0 ? (
        <p class="hint">{t.none}</p>
      ) : (
        <ol>
          {items.map(({ id, element, by, name }) => (
            <li key={id}>
              <button
                type="button"
                class="quiet"
                aria-pressed={desk.selected.value.includes(id)}
                onClick={() => (desk.selected.value = desk.selected.value.includes(id) ? [] : [id])}
              >
                {inWords(element, by === call.self ? t.you : name)}
              </button>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
