import { useSignal } from '@preact/signals';
import { Confirm } from '../../ui/dialog.tsx';
import { type Colour, type Paper, type Width, colours, figures, papers, widths } from './board.ts';
import { BoardIcon, type BoardIconName } from './boardIcon.tsx';
import type { BoardTool, Desk } from './desk.ts';
import { newId } from './sheet/gestures.ts';
import { words } from './text.ts';

const drawingTools: readonly BoardTool[] = ['pen', 'light', 'eraser', 'select', ...figures, 'text', 'note', 'laser', 'move'];

/** A button of the board with a drawing and a name. `pressed`: it stays chosen. */
export function BoardButton(props: {
  icon: BoardIconName;
  label: string;
  pressed?: boolean;
  disabled?: boolean;
  onPress: () => void;
}) {
  const { icon, label, pressed, disabled = false, onPress } = props;
  return (
    <button
      type="button"
      class="quiet square"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabled}
      onClick={() => !disabled && onPress()}
    >
      <BoardIcon name={icon} />
    </button>
  );
}

/** What one draws with. */
export function DrawingTools({ desk }: { desk: Desk }) {
  const t = words();
  const chosen = desk.selected.value;
  return (
    <div class="board-bar" role="toolbar" aria-label={t.tools}>
      {drawingTools.map((tool) => (
        <BoardButton
          key={tool}
          icon={tool}
          label={t.tool[tool]}
          pressed={desk.tool.value === tool}
          onPress={() => (desk.tool.value = tool)}
        />
      ))}
      <Select
        label={t.colour}
        value={desk.colour.value}
        options={colours.map((colour): [Colour, string] => [colour, t.colours[colour]])}
        onChoose={(colour) => (desk.colour.value = colour)}
        mark={desk.colour.value}
      />
      <Select
        label={t.width}
        value={desk.width.value}
        options={widths.map((width): [Width, string] => [width, t.widths[width]])}
        onChoose={(width) => (desk.width.value = width)}
      />
      <BoardButton icon="undo" label={t.undo} disabled={!desk.canUndo.value} onPress={desk.undo} />
      <BoardButton icon="redo" label={t.redo} disabled={!desk.canRedo.value} onPress={desk.redo} />
      {chosen.length > 0 && (
        <BoardButton
          icon="bin"
          label={t.remove}
          onPress={() => {
            desk.draw({ drop: [...chosen] });
            desk.selected.value = [];
          }}
        />
      )}
    </div>
  );
}

function Select<T extends string>(props: {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
  mark?: string;
}) {
  return (
    <label class="board-select" data-mark={props.mark}>
      <span class="unseen">{props.label}</span>
      <select title={props.label} value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value as T)}>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Pages, what of one is seen, and what only those who hold the class decide. */
export function PageTools(props: { desk: Desk; holds: boolean; onZoom: (factor: number | 'fit') => void; onSave: () => void }) {
  const { desk, holds, onZoom, onSave } = props;
  const t = words();
  const clearing = useSignal(false);
  const board = desk.board.value;
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
    <div class="board-bar" role="group" aria-label={t.pages}>
      <BoardButton icon="previous" label={t.previous} disabled={at <= 0} onPress={() => turnTo(at - 1)} />
      <span role="status">{t.page(at + 1, board.pages.length)}</span>
      <BoardButton icon="next" label={t.next} disabled={at >= board.pages.length - 1} onPress={() => turnTo(at + 1)} />
      {holds && <BoardButton icon="plus" label={t.add} onPress={addPage} />}
      {holds && (
        <Select
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
      <BoardButton icon="minus" label={t.farther} onPress={() => onZoom(0.8)} />
      <BoardButton icon="nearer" label={t.nearer} onPress={() => onZoom(1.25)} />
      <BoardButton icon="fit" label={t.fit} onPress={() => onZoom('fit')} />
      <BoardButton icon="save" label={t.save} onPress={onSave} />
      {holds && (
        <Select
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
      {holds && <BoardButton icon="bin" label={t.clear} onPress={() => (clearing.value = true)} />}
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
