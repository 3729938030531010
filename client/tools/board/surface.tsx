import { useRoom } from '../../room/roomState.ts';
import { DrawingTools } from '../../sheet/drawingTools.tsx';
import { Items } from '../../sheet/items.tsx';
import { paperGround } from '../../sheet/paper.ts';
import { SheetView } from '../../sheet/sheetView.tsx';
import type { BoardDesk } from './desk.ts';
import { PageTools } from './pageTools.tsx';
import { saveBoard } from './saveBoard.ts';
import { words } from './text.ts';

/** The board as everybody sees it on the stage, with what one draws with for who may. */
export function Surface({ desk }: { desk: BoardDesk }) {
  const room = useRoom();
  const t = words();
  const board = desk.layer.value;
  const page = desk.page.value;
  const paper = board?.pages.find(({ id }) => id === page)?.paper ?? 'blank';
  return (
    <section class="board tool-surface" aria-label={t.title}>
      {desk.mayDraw.value ? <DrawingTools desk={desk} /> : <p class="sheet-watching">{t.watching}</p>}
      <SheetView desk={desk} label={t.sheet} ground={paperGround[paper]}>
        {!board && (
          <p class="sheet-loading" role="status">
            {t.loading}
          </p>
        )}
      </SheetView>
      <PageTools desk={desk} holds={room.holds.value} onSave={(as) => void saveBoard(desk, room, as)} />
      <Items desk={desk} />
    </section>
  );
}
