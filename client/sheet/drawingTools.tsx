import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { dropChosen, restyleChosen, scaleChosen } from './choice.ts';
import type { Desk, SheetTool } from './desk.ts';
import { DescribeDialog } from './pictures/imageDialog.tsx';
import { type Colour, type Width, colours, figures, widths } from './marks.ts';
import { SheetButton, SheetSelect } from './sheetButton.tsx';
import { words } from './text/text.ts';

const drawingTools: readonly SheetTool[] = ['pen', 'light', 'eraser', 'select', ...figures, 'text', 'note', 'laser', 'move'];

/** What one draws with. */
export function DrawingTools({ desk }: { desk: Desk }) {
  const t = words();
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
        onChoose={(colour) => {
          desk.colour.value = colour;
          restyleChosen(desk, { colour });
        }}
        mark={desk.colour.value}
      />
      <SheetSelect
        label={t.width}
        value={desk.width.value}
        options={widths.map((width): [Width, string] => [width, t.widths[width]])}
        onChoose={(width) => {
          desk.width.value = width;
          restyleChosen(desk, { width });
        }}
      />
      <SheetButton icon="undo" label={t.undo} disabled={!desk.canUndo.value} onPress={desk.undo} />
      <SheetButton icon="redo" label={t.redo} disabled={!desk.canRedo.value} onPress={desk.redo} />
      <ImageButton desk={desk} />
      <ChosenTools desk={desk} />
    </div>
  );
}

/** Takes a picture from a file; pasting and dropping do the same. */
function ImageButton({ desk }: { desk: Desk }) {
  const t = words();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <SheetButton icon="image" label={t.image.add} onPress={() => field.current?.click()} />
      <input
        ref={field}
        type="file"
        accept="image/*"
        hidden
        onChange={({ currentTarget }) => {
          desk.offered.value = currentTarget.files?.[0] ?? null;
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** What is done to what is chosen. */
function ChosenTools({ desk }: { desk: Desk }) {
  const t = words();
  const describing = useSignal(false);
  const chosen = desk.chosen.value;
  const [first] = chosen;
  if (!first) return null;
  const { element, id } = first;
  const only = chosen.length === 1 && element.kind === 'image' ? element : null;
  return (
    <>
      <span role="status" class="sheet-chosen">
        {t.chosen(chosen.length)}
      </span>
      {chosen.some((one) => one.element.kind === 'image') && (
        <>
          <SheetButton icon="smaller" label={t.image.smaller} onPress={() => scaleChosen(desk, 0.8)} />
          <SheetButton icon="larger" label={t.image.larger} onPress={() => scaleChosen(desk, 1.25)} />
        </>
      )}
      {only && <SheetButton icon="describe" label={t.image.describe} onPress={() => (describing.value = true)} />}
      <SheetButton icon="bin" label={t.remove} onPress={() => dropChosen(desk)} />
      {describing.value && only && <DescribeDialog desk={desk} id={id} image={only} onClose={() => (describing.value = false)} />}
    </>
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
