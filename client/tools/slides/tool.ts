import { type ReadonlySignal, type Signal, effect, signal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import type { Writers } from '#protocol/slates.ts';
import type { Files } from '../../files/files.ts';
import { type Desk, openDesk } from '../../sheet/desk.ts';
import { layerModel } from '../../sheet/layer.ts';
import { newId } from '../../sheet/gestures.ts';
import { mayWrite } from '../../slates/entry.ts';
import { oneSlate, writersOf } from '../../slates/oneSlate.ts';
import type { ClientTool } from '../port.ts';
import { type Bringings, openBringings } from './bringing.ts';
import { type DeckFile, deckModel } from './deck.ts';
import { type Library, openLibrary } from './library.ts';
import { unitsAcross, unitsDown } from './page/pageGround.ts';
import type { PdfReader, Size } from './reading.ts';
import { type Show, openShow } from './show.ts';
import style from './style.css?inline';
import { slidesParts } from './view.tsx';

/** Pages shown to the class, and what is drawn on them. */
export type SlidesRoom = {
  readonly show: Show;
  readonly library: Library;
  readonly bringings: Bringings;
  /** What is drawn on the pages. */
  readonly desk: Desk;
  /** Who may draw on them, beside those who hold the class. */
  readonly marks: { readonly who: ReadonlySignal<Writers>; allow(who: Writers): void };
  /** The size of the page that one looks at, in points. */
  readonly size: Signal<Size>;
  /** Takes a file out for everybody. */
  remove(file: DeckFile): Promise<void>;
  /** Shows the slides to everybody, for who holds the class. */
  open(): Promise<void>;
  close(): void;
};

const marksModel = layerModel('slidesmarks');
const usualSize: Size = { width: 960, height: 540 };

export const slides: ClientTool<'slides'> = {
  style,
  start: (call) => {
    const deck = oneSlate(call.slates(), deckModel);
    const marks = oneSlate(call.slates(), marksModel);
    const files = (): Promise<Files> => call.files();
    const { slate } = deck;
    const layer = marks.slate;
    const holds = () => holdsClass(call.people.value.get(call.self)?.role ?? 'student');
    const refused = call.refused.bind(call);
    const size = signal<Size>(usualSize);
    const show = openShow({ self: call.self, slate, holds, refused });
    let reader: Promise<PdfReader> | null = null;
    const openReader = (): Promise<PdfReader> => {
      reader ??= import('./pdf/openPdf.ts').then(({ startReader }) => startReader());
      // A script that did not come is asked for again with the next file.
      reader.catch(() => (reader = null));
      return reader;
    };
    const library = openLibrary(openReader, async (ref, onPart, given) => {
      const [from, one] = [await files(), slate.peek()];
      if (!one) return { ok: false, code: 'gone' };
      const come = await from.get(one.id, ref, { signal: given, progress: (bytes) => onPart(bytes / ref.size) });
      if (!come.ok) return come;
      if (show.mayTurn.peek()) from.keep(one.id, ref, come.value);
      return { ok: true, value: new Uint8Array(await come.value.arrayBuffer()) };
    });
    const bringings = openBringings({
      library,
      give: async (blob, following) => {
        const one = slate.peek();
        return one ? (await files()).put(one.id, blob, following) : { ok: false, code: 'gone' };
      },
      write: show.write,
      newId,
    });
    const desk = openDesk({
      self: call.self,
      model: marksModel,
      slate: layer,
      page: () => (show.at.value ? `${show.at.value.file}-${show.at.value.leaf}` : null),
      extent: () => ({ left: 0, top: 0, right: unitsAcross, bottom: unitsDown(size.value) }),
      holds,
      mayDraw: () => holds() || mayWrite(layer.value?.who ?? 'nobody', call.self),
      refused,
    });
    desk.tool.value = 'move';
    // What was taken away is not kept open.
    const stop = effect(() => {
      const all = show.deck.value?.files;
      if (all) library.keepOnly(new Set(all.keys()));
    });
    const room: SlidesRoom = {
      show,
      library,
      bringings,
      desk,
      size,
      marks: {
        who: writersOf(layer),
        allow: (who) =>
          void layer
            .peek()
            ?.allow(who)
            .then((code) => code && call.refused(code)),
      },
      remove: async ({ id, ref }) => {
        show.write({ remove: id });
        await (await files()).drop(ref.id);
      },
      open: async () => {
        for (const one of [deck, marks]) {
          const opened = await one.opened();
          if (typeof opened === 'string') return call.refused(opened);
        }
        show.write({ show: true });
      },
      close: () => show.write({ show: false }),
    };
    return {
      hears: {},
      takes: null,
      parts: slidesParts(room),
      kept: null,
      [Symbol.dispose]: () => {
        stop();
        show[Symbol.dispose]();
        library[Symbol.dispose]();
        void reader?.then((one) => one[Symbol.dispose]());
      },
    };
  },
};
