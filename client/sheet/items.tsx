import type { Desk } from './desk.ts';
import { onPage } from './layer.ts';
import type { Element } from './marks.ts';
import { words } from './text/text.ts';

const longest = 200;

/** What a thing on the sheet is, in words. */
export const inWords = (element: Element, name: string): string => {
  const t = words();
  if (element.kind === 'text') {
    const text = element.text.length > longest ? `${element.text.slice(0, longest)}…` : element.text;
    return t.said(element.note ? t.kinds.note : t.kinds.text, text, name);
  }
  if (element.kind === 'image') return t.said(t.kinds.image, element.alt || t.image.undescribed, name);
  const kind = element.kind === 'ink' ? (element.light ? t.kinds.light : t.kinds.ink) : t.kinds[element.figure];
  return t.by(kind, t.colours[element.colour], name);
};

/** The page as a list, for who does not see it or draws by keys: each line chooses its thing. */
export function Items({ desk }: { desk: Desk }) {
  const t = words();
  const layer = desk.layer.value;
  const page = desk.page.value;
  const items = layer && page !== null ? onPage(layer, page) : [];
  const toggle = (id: string): void => {
    const { value } = desk.selected;
    desk.selected.value = value.includes(id) ? value.filter((one) => one !== id) : [...value, id];
  };
  return (
    <details class="sheet-items">
      <summary>{t.list(items.length)}</summary>
      {items.length === 0 ? (
        <p class="hint">{t.none}</p>
      ) : (
        <ol>
          {items.map(({ id, element, by, name }) => (
            <li key={id}>
              <button type="button" class="quiet" aria-pressed={desk.selected.value.includes(id)} onClick={() => toggle(id)}>
                {inWords(element, by === desk.self ? t.you : name)}
              </button>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
