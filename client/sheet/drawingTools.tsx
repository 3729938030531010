import type { Desk, SheetTool } from './desk.ts';
import { type Colour, type Width, colours, figures, widths } from './marks.ts';
import { SheetButton, SheetSelect } from './sheetButton.tsx';
import { words } from './text.ts';

const drawingTools: readonly SheetTool[] = ['pen', 'light', 'eraser', 'select', ...figures, 'text', 'note', 'laser', 'move'];

/** What one draws with. */
export function DrawingTools({ desk }: { desk: Desk }) {
  const t = words();
  const chosen = desk.selected.value;
  return (
    <div class="sheet-bar" role="toolbar" aria-label={t.tools}>
      {drawingTools.map((tool) => (
        <SheetButton
          key={tool}
          icon={tool}
          label={t.tool[tool]}
          pressed={desk.tool.value === tool}
          onPress={() => (desk.tool.value = tool)}
        />
      ))}
      <SheetSelect
        label={t.colour}
        value={desk.colour.value}
        options={colours.map((colour): [Colour, string] => [colour, t.colours[colour]])}
        onChoose={(colour) => (desk.colour.value = colour)}
        mark={desk.colour.value}
      />
      <SheetSelect
        label={t.width}
        value={desk.width.value}
        options={widths.map((width): [Width, string] => [width, t.widths[width]])}
        onChoose={(width) => (desk.width.value = width)}
      />
      <SheetButton icon="undo" label={t.undo} disabled={!desk.canUndo.value} onPress={desk.undo} />
      <SheetButton icon="redo" label={t.redo} disabled={!desk.canRedo.value} onPress={desk.redo} />
      {chosen.length > 0 && (
        <SheetButton
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

/** How much of the page is seen. */
export function ZoomTools({ desk }: { desk: Desk }) {
  const t = words();
  return (
    <>
      <SheetButton icon="minus" label={t.farther} onPress={() => desk.zoom(0.8)} />
      <SheetButton icon="nearer" label={t.nearer} onPress={() => desk.zoom(1.25)} />
      <SheetButton icon="fit" label={t.fit} onPress={() => desk.zoom('fit')} />
    </>
  );
}
