import { type Signal, useSignal } from '@preact/signals';
import { useRoom } from '../../room/roomState.ts';
import { ZoomTools } from '../../sheet/drawingTools.tsx';
import { newId } from '../../sheet/gestures.ts';
import { SheetButton, SheetSelect } from '../../sheet/sheetButton.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Switch } from '../../ui/fields.tsx';
import { ChooseButton } from './choosing.tsx';
import { words } from './text.ts';
import type { SlidesRoom } from './tool.ts';

/** Pages and files, what of one is seen, and what only who leads decides. */
export function SlideTools(props: { slides: SlidesRoom; thumbs: Signal<boolean>; drawing: Signal<boolean> }) {
  const { slides, thumbs, drawing } = props;
  const { show, desk } = slides;
  const t = words();
  const { holds } = useRoom();
  const [deck, file, place] = [show.deck.value, show.file.value, show.at.value];
  if (!deck || !file || !place) return null;
  const files = Array.from(deck.files.values());
  const index = file.leaves.indexOf(place.leaf);
  const leads = show.mayTurn.value;
  const toFile = (id: string): void => {
    const first = deck.files.get(id)?.leaves[0];
    if (first !== undefined) show.go(id, first);
  };
  return (
    <div class="sheet-bar slides-bar" role="group" aria-label={t.pages}>
      <SheetButton icon="previous" label={t.previous} disabled={index <= 0} onPress={() => show.step(-1)} />
      <span role="status">{t.page(index + 1, file.leaves.length)}</span>
      <SheetButton icon="next" label={t.next} disabled={index >= file.leaves.length - 1} onPress={() => show.step(1)} />
      <Following slides={slides} />
      <SheetButton icon="list" label={t.thumbs} pressed={thumbs.value} onPress={() => (thumbs.value = !thumbs.value)} />
      <ZoomTools desk={desk} />
      {files.length > 1 && (
        <SheetSelect
          label={t.file}
          value={file.id}
          options={files.map(({ id, name }): [string, string] => [id, name])}
          onChoose={toFile}
        />
      )}
      {desk.mayDraw.value && (
        <SheetButton
          icon="pen"
          label={t.draw}
          pressed={drawing.value}
          onPress={() => {
            drawing.value = !drawing.value;
            desk.tool.value = drawing.value ? 'pen' : 'move';
          }}
        />
      )}
      {leads && <Leading slides={slides} />}
      {holds.value && <WhoDraws slides={slides} />}
    </div>
  );
}

/** The way back to what is shown to all, for who has left it. */
function Following({ slides: { show } }: { slides: SlidesRoom }) {
  const t = words();
  const shared = show.deck.value?.at;
  const away = !show.inStep.value;
  const sees = show.view.value;
  const other =
    !away && shared && JSON.stringify(sees) !== JSON.stringify(shared.view) && !(show.mayTurn.value && show.leads.value);
  if (!shared || !(away || other)) return null;
  const leaves = show.deck.value?.files.get(shared.file)?.leaves ?? [];
  const same = shared.file === show.at.value?.file;
  return (
    <button type="button" class="slides-follow" onClick={show.follow}>
      {!away ? t.followView : same ? t.follow(leaves.indexOf(shared.leaf) + 1) : t.followOther}
    </button>
  );
}

/** For who turns the pages for all. */
function Leading({ slides }: { slides: SlidesRoom }) {
  const { show } = slides;
  const t = words();
  const { holds } = useRoom();
  const removing = useSignal(false);
  const [file, place] = [show.file.value, show.at.value];
  if (!file || !place) return null;
  const { leaf } = place;
  const addBlank = (): void => {
    const blank = newId();
    show.write({ blank, file: file.id, after: leaf });
    show.go(file.id, blank);
  };
  return (
    <>
      <Switch label={t.leads} on={show.leads.value} onChange={(on) => (show.leads.value = on)} />
      {holds.value && (
        <button type="button" class="quiet" onClick={show.call}>
          {t.here}
        </button>
      )}
      <ChooseButton slides={slides} label={t.another} kind="quiet" />
      <SheetButton icon="plus" label={t.addBlank} onPress={addBlank} />
      {typeof leaf === 'string' && (
        <SheetButton icon="minus" label={t.dropBlank} onPress={() => show.write({ unblank: leaf, file: file.id })} />
      )}
      {holds.value && <SheetButton icon="bin" label={t.remove} onPress={() => (removing.value = true)} />}
      {removing.value && (
        <Confirm
          title={t.remove}
          confirm={t.remove}
          onClose={() => (removing.value = false)}
          onConfirm={() => {
            removing.value = false;
            void slides.remove(file);
          }}
        >
          <p>{t.removeSure(file.name)}</p>
        </Confirm>
      )}
    </>
  );
}

function WhoDraws({ slides: { marks } }: { slides: SlidesRoom }) {
  const t = words();
  const who = marks.who.value;
  return (
    <SheetSelect
      label={t.who}
      value={typeof who === 'string' ? who : 'some'}
      options={[['nobody', t.whoNobody], ['all', t.whoAll], ...(typeof who === 'string' ? [] : [['some', t.whoSome] as const])]}
      onChoose={(chosen) => chosen !== 'some' && marks.allow(chosen)}
    />
  );
}
