import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { RefusalCode } from '#protocol/codes.ts';
import { language, text } from '../../../text/text.ts';
import { CopyField } from '../../../ui/copyField.tsx';
import { Confirm } from '../../../ui/dialog.tsx';
import { RenewDialog } from './renewDialog.tsx';
import { deleteClass, hostState, type ListedClass, refreshClasses } from '../hostState.ts';
import { StartLink } from './startLink.tsx';
import { homeWords } from '../text.ts';

/** The host's classes, newest first. */
export function ClassList() {
  const t = homeWords().list;
  const id = useId();
  const state = hostState.value;
  const classes = state.at === 'signed-in' ? state.classes : [];
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{t.title}</h2>
      {state.at === 'signed-in' && state.stale && (
        <p class="error" role="alert">
          {text.value.pages.offline}{' '}
          <button type="button" class="quiet" onClick={() => void refreshClasses()}>
            {text.value.pages.retry}
          </button>
        </p>
      )}
      {classes.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <ul class="rows">
            {classes.map((listed) => (
              <ClassRow key={listed.id} listed={listed} />
            ))}
          </ul>
          <p class="hint">{t.keysHere}</p>
        </>
      )}
    </section>
  );
}

function ClassRow({ listed }: { listed: ListedClass }) {
  const t = homeWords().list;
  const { kept } = listed;
  const shown = useSignal<'none' | 'student' | 'host' | 'renew' | 'delete'>('none');
  const refused = useSignal<RefusalCode | null>(null);
  const day = (at: number) => new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(at);
  const toggle = (which: 'student' | 'host') => (shown.value = shown.value === which ? 'none' : which);
  const remove = async () => {
    shown.value = 'none';
    refused.value = await deleteClass(listed.id);
  };
  const title = kept?.title ?? t.elsewhere;
  return (
    <li class="class-row">
      <div class="row-head">
        <div>
          <h3>
            {title} {listed.open && <span class="tag">{t.open}</span>}
          </h3>
          <p class="hint">
            {t.madeOn(day(listed.createdAt))}, {t.until(day(listed.expiresAt))}
          </p>
        </div>
        {kept && (
          <StartLink kept={kept} label={`${t.start} : ${title}`}>
            {t.start}
          </StartLink>
        )}
      </div>
      {!kept && <p>{t.elsewhereHint}</p>}
      <div class="actions tight">
        {kept && (
          <>
            <button type="button" class="quiet" aria-expanded={shown.value === 'student'} onClick={() => toggle('student')}>
              {t.studentLink}
            </button>
            <button type="button" class="quiet" aria-expanded={shown.value === 'host'} onClick={() => toggle('host')}>
              {t.hostLink}
            </button>
          </>
        )}
        {kept && (
          <button type="button" class="quiet" aria-haspopup="dialog" onClick={() => (shown.value = 'renew')}>
            {t.renew}
          </button>
        )}
        <button type="button" class="quiet danger-text" onClick={() => (shown.value = 'delete')}>
          {t.delete}
        </button>
      </div>
      {kept && shown.value === 'student' && <CopyField label={t.studentLink} value={kept.studentLink} />}
      {kept && shown.value === 'host' && (
        <div class="notice-box warn">
          <p>{t.hostLinkWarning}</p>
          <CopyField label={t.hostLinkTitle} value={kept.hostLink} />
        </div>
      )}
      {refused.value && (
        <p class="error" role="alert">
          {text.value.codes.refusal[refused.value]}
        </p>
      )}
      {kept && shown.value === 'renew' && <RenewDialog kept={kept} onClose={() => (shown.value = 'none')} />}
      {shown.value === 'delete' && (
        <Confirm
          title={t.deleteTitle(title)}
          confirm={t.deleteConfirm}
          onConfirm={() => void remove()}
          onClose={() => (shown.value = 'none')}
        >
          <p>{t.deleteDetail}</p>
        </Confirm>
      )}
    </li>
  );
}
