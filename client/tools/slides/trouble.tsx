import type { FileFault } from '../../files/port.ts';
import { text } from '../../text/text.ts';
import type { PdfTrouble } from './reading.ts';
import { words } from './text.ts';

type Reason = PdfTrouble | FileFault | 'page';

/** Why it is so, and what helps. */
export const reasonWords = (trouble: Reason): string => {
  const own: Readonly<Record<string, string>> = words().troubles;
  const codes: Readonly<Record<string, unknown>> = text.value.codes.refusal;
  const said = own[trouble] ?? codes[trouble];
  return typeof said === 'string' ? said : words().troubles.gone;
};

/** In the place of a page: that it cannot be shown, why, and what helps. */
export function Trouble({ name, trouble, onAgain }: { name: string; trouble: Reason; onAgain?: () => void }) {
  const t = words();
  return (
    <div class="slides-trouble" role="alert">
      <p>
        <strong>{t.failed(name)}</strong>
      </p>
      <p>{reasonWords(trouble)}</p>
      {onAgain && (
        <button type="button" onClick={onAgain}>
          {t.again}
        </button>
      )}
    </div>
  );
}
