import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import type { Desk } from '../desk.ts';
import { newId } from '../gestures.ts';
import { hasRoomFor } from '../layer.ts';
import { type Image, most } from '../marks.ts';
import { type Shrunk, bitmapOf, picturesOpened, shrink } from './pictures.ts';
import { words } from '../text/text.ts';
import { toUnits } from '../viewport.ts';

/** So much of what is seen of the page a new picture takes. */
const share = 0.6;

/** Where a new picture stands: in the middle of what is seen, and whole. */
const placeOf = (desk: Desk, { width, height }: Shrunk): Pick<Image, 'at' | 'size'> => {
  const view = desk.viewNow();
  const seen = desk.size.peek();
  const scale = Math.min(1, (share * seen.width) / view.scale / width, (share * seen.height) / view.scale / height);
  const size: [number, number] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const [x, y] = toUnits(view, [seen.width / 2, seen.height / 2]);
  return { at: [Math.round(x - size[0] / 2), Math.round(y - size[1] / 2)], size };
};

const place = (desk: Desk, page: string, shrunk: Shrunk, alt: string): void => {
  const id = newId();
  const element: Image = { kind: 'image', page, ...placeOf(desk, shrunk), alt, parts: shrunk.data.length };
  desk.draw({ put: id, element }, ...shrunk.data.map((data, part) => ({ picture: id, part, data })));
  desk.tool.value = 'select';
  desk.selected.value = [id];
};

type Ready = Shrunk | 'working' | 'notImage' | 'imageTooLarge' | 'imagesFull';

/** What is asked of who puts a picture on a page: what is on it. It is made small meanwhile, and said where it cannot be. */
export function ImageDialog({ desk, file }: { desk: Desk; file: Blob }) {
  const t = words();
  const ready = useSignal<Ready>('working');
  const close = (): void => void (desk.offered.value = null);
  useEffect(() => {
    let over = false;
    ready.value = 'working';
    void shrink(file).then((made) => {
      if (over) return;
      const layer = desk.layer.peek();
      const length = typeof made === 'string' ? 0 : made.data.reduce((sum, part) => sum + part.length, 0);
      ready.value = layer && !hasRoomFor(layer, length) ? 'imagesFull' : made;
    });
    return () => void (over = true);
  }, [file]);
  const made = ready.value;
  const put = (alt: string): void => {
    const page = desk.page.peek();
    if (typeof made === 'string' || page === null) return;
    close();
    place(desk, page, made, alt);
  };
  return (
    <Dialog title={t.image.add} onClose={close}>
      {typeof made !== 'string' && <Preview made={made} />}
      {made === 'working' && <p role="status">{t.image.working}</p>}
      {typeof made === 'string' && made !== 'working' ? (
        <p role="alert">{t.image[made]}</p>
      ) : (
        <Describe alt="" confirm={t.place} blocked={made === 'working'} onDone={put} />
      )}
    </Dialog>
  );
}

/** The picture as it will be on the page: a page of the class shows none that comes from elsewhere, so it is painted. */
function Preview({ made }: { made: Shrunk }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const opened = picturesOpened.value;
  useEffect(() => {
    const image: Image = { kind: 'image', page: 'new', at: [0, 0], size: [1, 1], alt: '', parts: made.data.length };
    const bitmap = bitmapOf({ element: image, data: made.data });
    if (bitmap) canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [made, opened]);
  return <canvas ref={canvas} class="sheet-preview" width={made.width} height={made.height} aria-hidden="true" />;
}

/** Changes what is said of a picture that is on the page. */
export function DescribeDialog({ desk, id, image, onClose }: { desk: Desk; id: string; image: Image; onClose: () => void }) {
  const t = words();
  const put = (alt: string): void => {
    desk.draw({ put: id, element: { ...image, alt } });
    onClose();
  };
  return (
    <Dialog title={t.image.describe} onClose={onClose}>
      <Describe alt={image.alt} confirm={t.image.keep} blocked={false} onDone={put} />
    </Dialog>
  );
}

function Describe(props: { alt: string; confirm: string; blocked: boolean; onDone: (alt: string) => void }) {
  const t = words();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      class="sheet-describe"
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.blocked) props.onDone(field.current?.value.trim() ?? '');
      }}
    >
      <label for={id}>{t.image.alt}</label>
      <input ref={field} id={id} type="text" maxLength={most.alt} defaultValue={props.alt} autofocus autocomplete="off" />
      <p class="hint">{t.image.altWhy}</p>
      <div class="actions">
        <button type="submit" class="primary" aria-disabled={props.blocked}>
          {props.confirm}
        </button>
      </div>
    </form>
  );
}
