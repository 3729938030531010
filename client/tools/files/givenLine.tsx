import { Icon } from '../../ui/icon.tsx';
import type { Given, Giving } from './giving.ts';
import { Progress } from './progress.tsx';
import { words } from './text.ts';

/** A file that one is handing out. */
export function GivenLine({ given, giving }: { given: Given; giving: Giving }) {
  const t = words();
  const { key, transfer, size, room } = given;
  const name = given.name || t.nameless;
  const failed = transfer.at === 'failed';
  const why = room === null ? null : room > 0 ? t.tooLarge(t.size(room)) : t.noRoom;
  return (
    <li class="files-line">
      <p class="files-name">
        <bdi>{name}</bdi> <span class="hint">{t.size(size)}</span>
      </p>
      <div class="files-actions">
        <button
          type="button"
          aria-label={failed ? t.again(name) : t.stop(name)}
          onClick={() => (failed ? giving.again(key) : giving.stop(key))}
        >
          {failed ? t.againShort : t.stopShort}
        </button>
        {failed && (
          <button type="button" class="quiet square" aria-label={t.putAway(name)} onClick={() => giving.putAway(key)}>
            <Icon name="close" />
          </button>
        )}
      </div>
      <Progress transfer={transfer} name={name} size={size} {...(why !== null && { words: why })} />
    </li>
  );
}
