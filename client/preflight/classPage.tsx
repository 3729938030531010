import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Call } from '../state/call.ts';
import { text } from '../text/text.ts';
import { Message, Page } from '../view/parts/page.tsx';
import { leaveNoTrace } from './leaveNoTrace.ts';
import { type OpenedClass, openClass, type OpenTrouble } from './openClass.ts';
import { Preflight } from './preflight.tsx';
import { whyUnsupported } from './support.ts';
import { tabMemory, remember } from './tabMemory.ts';

type Stage =
  | { readonly at: 'opening' }
  | { readonly at: 'trouble'; readonly trouble: OpenTrouble }
  | { readonly at: 'unsupported'; readonly why: 'insecure' | 'old' }
  | { readonly at: 'preflight'; readonly opened: OpenedClass }
  | { readonly at: 'joining' }
  | { readonly at: 'call'; readonly call: Call; readonly View: ComponentType<{ call: Call; onAgain: () => void }> };

/** The class itself is another script, asked for while the person reads the page before it. */
const loadClass = () => Promise.all([import('../call/call.ts'), import('../view/class/classView.tsx')]);

/** The page of one class, from its link to its end. */
export function ClassPage({ classId }: { classId: string }) {
  const stage = useSignal<Stage>({ at: 'opening' });

  const enter = async (opened: OpenedClass, name: string, devices: { micId?: string; cameraId?: string }) => {
    stage.value = { at: 'joining' };
    remember({ name });
    const [{ joinCall }, { ClassView }] = await loadClass();
    const { info, charter, hostSecret, hostPrivateKey } = opened;
    const host = hostSecret && hostPrivateKey ? { hostSecret, hostPrivateKey } : {};
    const call = await joinCall({ info, charter, name, devices, ...host });
    call.phase.subscribe(({ at }) => {
      if (at !== 'gone' && at !== 'refused') return;
      remember({ name: undefined });
      void leaveNoTrace();
    });
    stage.value = { at: 'call', call, View: ClassView };
  };
  const open = async () => {
    stage.value = { at: 'opening' };
    const answer = await openClass(classId);
    if (!answer.ok) {
      stage.value = { at: 'trouble', trouble: answer.trouble };
      return;
    }
    const why = whyUnsupported(answer.opened.charter.encrypted);
    if (why) {
      stage.value = { at: 'unsupported', why };
      return;
    }
    const { name } = tabMemory();
    if (name) return enter(answer.opened, name, {});
    stage.value = { at: 'preflight', opened: answer.opened };
    void loadClass();
  };
  useEffect(() => {
    void open();
    const reopen = () => location.reload();
    window.addEventListener('hashchange', reopen);
    return () => window.removeEventListener('hashchange', reopen);
  }, [classId]);

  const now = stage.value;
  if (now.at === 'call') return <now.View call={now.call} onAgain={() => void open()} />;
  return <Before stage={now} onEnter={enter} onRetry={() => void open()} />;
}

function Before({
  stage,
  onEnter,
  onRetry,
}: {
  stage: Exclude<Stage, { at: 'call' }>;
  onEnter: (opened: OpenedClass, name: string, devices: { micId?: string; cameraId?: string }) => Promise<void>;
  onRetry: () => void;
}) {
  const t = text.value.preflight;
  switch (stage.at) {
    case 'opening':
    case 'joining':
      return (
        <Page title={text.value.pages.name}>
          <p role="status">{stage.at === 'opening' ? t.opening : text.value.room.entering}</p>
        </Page>
      );
    case 'trouble':
      return (
        <Page title={t.trouble[stage.trouble].title}>
          <Message {...t.trouble[stage.trouble]}>
            <button type="button" class="primary" onClick={onRetry}>
              {text.value.pages.retry}
            </button>
            <a class="button" href="/">
              {text.value.pages.home}
            </a>
          </Message>
        </Page>
      );
    case 'unsupported':
      return <Unsupported why={stage.why} />;
    case 'preflight':
      return <Preflight opened={stage.opened} onEnter={(name, devices) => void onEnter(stage.opened, name, devices)} />;
  }
}

function Unsupported({ why }: { why: 'insecure' | 'old' }) {
  const t = text.value.preflight.unsupported;
  return (
    <Page title={t.title}>
      <Message title={t.title} detail={why === 'insecure' ? t.insecure : t.detail} />
      {why === 'old' && (
        <section class="message">
          <h2>{t.todo}</h2>
          <ul>
            {t.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
