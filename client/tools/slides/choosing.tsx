import { useRef } from 'preact/hooks';
import { useRoom } from '../../room/roomState.ts';
import { words } from './text.ts';
import type { SlidesRoom } from './tool.ts';
import { reasonWords } from './trouble.tsx';

/** A button that lets one choose files on this device. */
export function ChooseButton({ slides, label, kind }: { slides: SlidesRoom; label: string; kind: 'primary' | 'quiet' }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={kind} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        class="slides-input"
        type="file"
        accept="application/pdf,.pdf"
        multiple
        hidden
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          void slides.bringings.bring(Array.from(currentTarget.files ?? []));
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** What stands where no file is shown yet. Who may bring one chooses it, or drops it here. */
export function Choosing({ slides }: { slides: SlidesRoom }) {
  const { holds } = useRoom();
  const t = words();
  const may = holds.value || slides.show.mayTurn.value;
  return (
    <div
      class="slides-empty"
      onDragOver={(event) => may && event.preventDefault()}
      onDrop={(event) => {
        if (!may) return;
        event.preventDefault();
        void slides.bringings.bring(Array.from(event.dataTransfer?.files ?? []));
      }}
    >
      <p>
        <strong>{t.empty}</strong>
      </p>
      {may ? (
        <>
          <ChooseButton slides={slides} label={t.choose} kind="primary" />
          <p class="hint">{t.emptyHost}</p>
          <p class="hint">{t.office}</p>
        </>
      ) : (
        <p>{t.emptyPupil}</p>
      )}
    </div>
  );
}

/** The files that one brings: how far they are, or why they were not given. */
export function Progress({ slides }: { slides: SlidesRoom }) {
  const t = words();
  const all = slides.bringings.all.value;
  if (all.length === 0) return null;
  return (
    <ul class="slides-bringings">
      {all.map(({ key, name, part, trouble, end }) => (
        <li key={key} role={trouble ? 'alert' : undefined}>
          {trouble ? (
            <span>
              <strong>{t.failed(name)}</strong> {reasonWords(trouble)}
            </span>
          ) : (
            <>
              <span>{part > 0 ? t.giving(name, Math.floor(part * 100)) : t.reading(name)}</span>
              <progress aria-label={name} max={1} value={part} />
            </>
          )}
          <button type="button" class="quiet" onClick={end}>
            {trouble ? t.dismiss : t.stop}
          </button>
        </li>
      ))}
    </ul>
  );
}
