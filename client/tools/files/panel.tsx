import { useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Panel } from '../../room/panel.tsx';
import { Icon } from '../../ui/icon.tsx';
import { GivenLine } from './givenLine.tsx';
import { HandoutLine } from './handoutLine.tsx';
import { words } from './text.ts';
import type { FilesRoom } from './tool.ts';

/** What was handed out, newest first, and for who may, a way to hand out. */
export function FilesPanel({ files }: { files: FilesRoom }) {
  const t = words();
  const heading = useRef<HTMLHeadingElement>(null);
  const inside = useRef(false);
  useSignalEffect(() => void (files.seen.value = files.handouts.value.length));
  const handouts = files.handouts.value.toReversed();
  const giving = files.giving.all.value;
  // A line that goes takes its buttons with it: the heading takes the focus that would be lost.
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) heading.current?.focus();
  }, [handouts.length, giving.length]);
  return (
    <Panel name="files" title={t.title}>
      <div
        class="panel-body files"
        onFocusIn={() => (inside.current = true)}
        onFocusOut={({ relatedTarget }) => (inside.current = relatedTarget === null)}
      >
        {files.mayGive.value && <Giving files={files} />}
        {giving.length > 0 && (
          <section class="panel-section" aria-label={t.sending}>
            <h3>{t.sending}</h3>
            <ul class="rows">
              {giving.map((given) => (
                <GivenLine key={given.key} given={given} giving={files.giving} />
              ))}
            </ul>
          </section>
        )}
        <section class="panel-section" aria-label={t.list}>
          <h3 ref={heading} tabIndex={-1}>
            {t.list}
          </h3>
          {!files.mayGive.value && handouts.length > 0 && <p class="hint">{t.caution}</p>}
          {handouts.length === 0 && <p class="hint">{files.isRead.value ? t.empty : t.loading}</p>}
          <ul class="rows">
            {handouts.map((handout) => (
              <HandoutLine key={handout.file.id} handout={handout} files={files} />
            ))}
          </ul>
        </section>
      </div>
    </Panel>
  );
}

function Giving({ files }: { files: FilesRoom }) {
  const t = words();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <section class="panel-section" aria-label={t.give}>
      <button type="button" class="primary" onClick={() => chooser.current?.click()}>
        <Icon name="file" />
        {t.give}
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          files.giving.give(Array.from(event.currentTarget.files ?? []));
          // The same one may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <p class="hint">{t.hint}</p>
    </section>
  );
}
