import { useSignal } from '@preact/signals';
import { ZoomTools } from '../../sheet/drawingTools.tsx';
import { newId } from '../../sheet/gestures.ts';
import { type Paper, papers } from '../../sheet/paper.ts';
import { SheetButton, SheetSelect } from '../../sheet/sheetButton.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import type { BoardDesk } from './desk.ts';
import { words } from './text.ts';

/** Pages, what of one is seen, and what only those who hold the class decide. */
export function PageTools(props: { desk: BoardDesk; holds: boolean; onSave: () => void }) {
  const { desk, holds, onSave } = props;
  const t = words();
  const clearing = useSignal(false);
  const board = desk.layer.value;
  if (!board) return null;
  const page = desk.page.value;
  const at = board.pages.findIndex(({ id }) => id === page);
  const who = desk.who.value;
  const addPage = (): void => {
    const added = { id: newId(), paper: board.pages[at]?.paper ?? 'blank' };
    desk.draw({ pages: board.pages.toSpliced(at + 1, 0, added) }, { show: added.id });
    desk.turn(null);
  };
  const setPaper = (paper: Paper): void =>
    desk.draw({ pages: board.pages.map((one) => (one.id === page ? { ...one, paper } : one)) });
  const turnTo = (index: number): void => {
    const to = board.pages[index]?.id;
    if (to !== undefined) desk.turn(to);
  };
  return (
    <div class="sheet-bar" role="group" aria-label={t.pages}>
      <SheetButton icon="previous" label={t.previous} disabled={at <= 0} onPress={() => turnTo(at - 1)} />
      <span role="status">{t.page(at + 1, board.pages.length)}</span>
      <SheetButton icon="next" label={t.next} disabled={at >= board.pages.length - 1} onPress={() => turnTo(at + 1)} />
      {holds && <SheetButton icon="plus" label={t.add} onPress={addPage} />}
      {holds && (
        <SheetSelect
          label={t.paper}
          value={board.pages[at]?.paper ?? 'blank'}
          options={papers.map((paper): [Paper, string] => [paper, t.papers[paper]])}
          onChoose={setPaper}
        />
      )}
      {holds && desk.page.value !== board.shown && (
        <button type="button" class="quiet" onClick={() => page !== null && desk.draw({ show: page })}>
          {t.here}
        </button>
      )}
      {!holds && !desk.follows.value && (
        <button type="button" class="quiet" onClick={() => desk.turn(null)}>
          {t.follow}
        </button>
      )}
      <ZoomTools desk={desk} />
      <SheetButton icon="save" label={t.save} onPress={onSave} />
      {holds && (
        <SheetSelect
          label={t.who}
          value={typeof who === 'string' ? who : 'some'}
          options={[
            ['nobody', t.whoNobody],
            ['all', t.whoAll],
            ...(typeof who === 'string' ? [] : [['some', t.whoSome] as const]),
          ]}
          onChoose={(chosen) => chosen !== 'some' && desk.allow(chosen)}
        />
      )}
      {holds && <SheetButton icon="bin" label={t.clear} onPress={() => (clearing.value = true)} />}
      {clearing.value && (
        <Confirm
          title={t.clear}
          confirm={t.clear}
          onClose={() => (clearing.value = false)}
          onConfirm={() => {
            clearing.value = false;
            if (page !== null) desk.draw({ clear: page });
          }}
        >
          <p>{t.clearSure}</p>
        </Confirm>
      )}
    </div>
  );
}
