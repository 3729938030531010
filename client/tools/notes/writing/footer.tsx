import { type Signal, useSignal } from '@preact/signals';
import type { Writers } from '#protocol/slates.ts';
import { useRoom } from '../../../room/roomState.ts';
import { language } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { words } from '../text.ts';
import { runsOf } from './authors.ts';
import type { NotesDesk } from './desk.ts';
import { saveFile } from '../../../ui/actions/saveFile.ts';
import { printText, toHtml, toMarkdown } from './exporting.ts';
import { textOf } from './history.ts';

type FooterProps = {
  readonly desk: NotesDesk;
  readonly saysWho: Signal<boolean>;
  readonly past: Signal<number | null>;
  readonly colourOf: (id: string) => number;
};

/** What one looks at and keeps, and what only those who hold the class decide. */
export function Footer({ desk, saysWho, past, colourOf }: FooterProps) {
  const { holds } = useRoom();
  const t = words();
  const steps = desk.notes.value?.notes.steps.length ?? 0;
  const looksBack = past.value !== null;
  return (
    <>
      {saysWho.value && !looksBack && <Shares desk={desk} colourOf={colourOf} />}
      <div class="notes-foot" role="group" aria-label={t.options}>
        {!looksBack && (
          <button type="button" class="quiet" aria-pressed={saysWho.value} onClick={() => (saysWho.value = !saysWho.value)}>
            {t.whoWrote}
          </button>
        )}
        <button
          type="button"
          class="quiet"
          aria-pressed={looksBack}
          onClick={() => (past.value = looksBack ? null : Math.max(0, steps - 1))}
        >
          {looksBack ? t.present : t.history}
        </button>
        <Keep desk={desk} />
        {holds.value && <Rights desk={desk} />}
      </div>
    </>
  );
}

/** How much each has written of what stands. */
function Shares({ desk, colourOf }: Pick<FooterProps, 'desk' | 'colourOf'>) {
  const t = words();
  const notes = desk.notes.value?.notes;
  const draft = desk.draft.value;
  const sums = new Map<string, { readonly name: string; readonly letters: number }>();
  for (const { from, to, client } of draft ? runsOf(draft.type) : []) {
    const writer = notes?.writers.get(client);
    if (writer) sums.set(writer.id, { name: writer.name, letters: (sums.get(writer.id)?.letters ?? 0) + to - from });
  }
  if (sums.size === 0) return <p class="hint">{t.nobodyWrote}</p>;
  return (
    <ul class="notes-shares" aria-label={t.whoWrote} tabIndex={0}>
      {Array.from(sums, ([id, { name, letters }]) => (
        <li key={id} class={`notes-hue-${colourOf(id)}`}>
          {t.letters(name || t.someone, letters)}
        </li>
      ))}
    </ul>
  );
}

/** On this device only. */
function Keep({ desk }: { desk: NotesDesk }) {
  const room = useRoom();
  const t = words();
  const keep = (how: string): void => {
    const doc = desk.draft.value?.doc;
    if (!doc) return;
    const text = textOf(doc);
    const title = room.call.title ? `${t.title} – ${room.call.title}` : t.title;
    if (how === 'print') return printText(text, title);
    const [ending, type, content] =
      how === 'markdown' ? ['md', 'text/markdown', toMarkdown(text)] : ['html', 'text/html', toHtml(text, title, language.value)];
    saveFile(`${t.file}.${ending}`, new Blob([content], { type: `${type};charset=utf-8` }));
    room.remark(t.keptHere);
  };
  return (
    <label>
      <span class="unseen">{t.keep}</span>
      <select
        title={t.keep}
        value=""
        onChange={({ currentTarget }) => {
          const how = currentTarget.value;
          currentTarget.value = '';
          keep(how);
        }}
      >
        <option value="">{t.keep}</option>
        <option value="markdown">{t.markdown}</option>
        <option value="html">{t.html}</option>
        <option value="print">{t.print}</option>
      </select>
    </label>
  );
}

function Rights({ desk }: { desk: NotesDesk }) {
  const t = words();
  const who = desk.who.value;
  const before = useSignal<Writers>('all');
  const isLocked = who === 'nobody';
  return (
    <>
      <label>
        <span class="unseen">{t.who}</span>
        <select
          title={t.who}
          value={typeof who === 'string' ? who : 'some'}
          onChange={({ currentTarget: { value } }) => (value === 'all' || value === 'nobody') && desk.allow(value)}
        >
          <option value="nobody">{t.whoNobody}</option>
          <option value="all">{t.whoAll}</option>
          {typeof who !== 'string' && <option value="some">{t.whoSome}</option>}
        </select>
      </label>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          if (!isLocked) before.value = who;
          desk.allow(isLocked ? before.value : 'nobody');
        }}
      >
        <Icon name="lock" />
        {isLocked ? t.unlock : t.lock}
      </button>
    </>
  );
}
