import { text } from '../../text/text.ts';
import type { FileFault } from '../../files/port.ts';
import { words } from './text.ts';
import type { Transfer } from './transfer.ts';

const own = (code: FileFault): string | null => {
  const { faults } = words();
  return code in faults ? faults[code as keyof typeof faults] : null;
};

/** Why a file was not handed out or did not come, in words. */
export const faultWords = (code: FileFault): string =>
  own(code) ?? text.value.codes.refusal[code as keyof typeof text.value.codes.refusal];

/** How far a file is, or why it is no further. */
export function Progress({
  transfer,
  name,
  size,
  words: given,
}: {
  transfer: Transfer;
  name: string;
  size: number;
  words?: string;
}) {
  const t = words();
  if (transfer.at === 'failed')
    return (
      <p class="error files-state" role="alert">
        {given ?? faultWords(transfer.code)}
      </p>
    );
  const { bytes } = transfer;
  const waits = transfer.at === 'going' && transfer.waits;
  return (
    <div class="files-state">
      <progress aria-label={t.progress(name)} max={Math.max(1, size)} value={bytes} />
      <p class="hint" role={waits ? 'status' : undefined}>
        {waits
          ? t.waits
          : transfer.at === 'stopped'
            ? t.stopped(t.size(bytes), t.size(size))
            : t.going(t.size(bytes), t.size(size))}
      </p>
    </div>
  );
}
