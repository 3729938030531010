import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useRoom } from '../../../room/roomState.ts';
import './pager.css';

/** Turns the pages of tiles. */
export function Pager({ page, pages }: { page: number; pages: number }) {
  const room = useRoom();
  const t = text.value.room.stage;
  const turn = (to: number) => {
    if (to >= 0 && to < pages) room.page.value = to;
  };
  return (
    <div class="pager" role="group" aria-label={t.page(page + 1, pages)}>
      <button type="button" class="square" aria-label={t.previous} aria-disabled={page === 0} onClick={() => turn(page - 1)}>
        <Icon name="left" />
      </button>
      <span role="status">{t.page(page + 1, pages)}</span>
      <button type="button" class="square" aria-label={t.next} aria-disabled={page === pages - 1} onClick={() => turn(page + 1)}>
        <Icon name="right" />
      </button>
    </div>
  );
}
