import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Chosen } from '../../call/local.ts';
import { serverBusy } from '../../net/patience.ts';
import { mayEnterAgain } from '../../state/ending.ts';
import type { Tab } from '../../tab/tab.ts';
import { text } from '../../text/text.ts';
import { Message, Page } from '../../ui/page.tsx';
import type { Entered, Entrance } from './entrance.ts';
import { whyNoScript } from './classScript.ts';
import { type Begun, beginClass } from './beginClass.ts';
import { leaveNoTrace } from './leaveNoTrace.ts';
import type { OpenedClass, OpenTrouble } from './openClass.ts';
import { Preflight } from './preflight.tsx';
import { whyUnsupported } from './support.ts';

/** A class that can be entered, and the way in. */
type Ready = { readonly opened: OpenedClass; readonly entrance: Promise<Entrance> };
type Stage =
  | { readonly at: 'opening' }
  | { readonly at: 'trouble'; readonly trouble: OpenTrouble }
  | { readonly at: 'unsupported'; readonly why: 'insecure' | 'old' }
  | { readonly at: 'preflight'; readonly ready: Ready; readonly entering: boolean }
  | ({ readonly at: 'call' } & Entered);

/** The page of one class, from its link to its end. `tab` remembers the link; `begun`: what was begun before there were words. */
export function ClassPage({ tab, begun }: { tab: Tab; begun?: Begun | null }) {
  const stage = useSignal<Stage>({ at: 'opening' });
  /** The name that was typed last: whoever comes back to the form finds it there. */
  const name = useRef('');
  const keys = useSignal<boolean | null>(null);

  const noScript = async () => {
    const trouble = await whyNoScript();
    stage.value = { at: 'trouble', trouble };
  };
  const enter = async ({ entrance }: Ready, called: string, devices: Chosen) => {
    if (stage.value.at === 'preflight') stage.value = { ...stage.value, entering: true };
    const entered = await entrance.then((go) => go(called, devices)).catch(() => null);
    if (!entered) return noScript();
    entered.call.phase.subscribe((phase) => {
      // Nothing else is drawn for the moment that entering takes.
      if (phase.at === 'entering') return;
      if (stage.value.at !== 'call') stage.value = { at: 'call', ...entered };
      if ((phase.at !== 'gone' && phase.at !== 'refused') || mayEnterAgain(phase)) return;
      name.current = '';
      void leaveNoTrace(tab).then((stay) => (keys.value = stay));
    });
  };
  const open = async (already?: Begun | null) => {
    // Without https the browser has no cryptography: no class could be opened, and the link is not to blame.
    if (whyUnsupported(true) === 'insecure') {
      stage.value = { at: 'unsupported', why: 'insecure' };
      return;
    }
    stage.value = { at: 'opening' };
    const { answer: asked, entrance } = already ?? beginClass(tab);
    let broken = false;
    entrance.catch(() => {
      broken = true;
      return noScript();
    });
    const answer = await asked;
    // What is wrong with the script is said, and not covered by a page that could not be entered from.
    if (broken) return;
    if (!answer.ok) {
      stage.value = { at: 'trouble', trouble: answer.trouble };
      return;
    }
    const why = whyUnsupported(answer.opened.charter.encrypted);
    if (why) {
      stage.value = { at: 'unsupported', why };
      return;
    }
    const ready = { opened: answer.opened, entrance };
    const before = await tab.visit();
    if (before) {
      name.current ||= before.name;
      return enter(ready, before.name, {});
    }
    stage.value = { at: 'preflight', ready, entering: false };
  };
  // Not in an effect, which would wait for the first painting.
  useMemo(() => void open(begun), [tab]);

  const now = stage.value;
  if (now.at === 'call') return <now.View call={now.call} keys={keys} onAgain={() => void open()} />;
  return <Before stage={now} name={name} onEnter={enter} onRetry={() => void open()} />;
}

function Before({
  stage,
  name,
  onEnter,
  onRetry,
}: {
  stage: Exclude<Stage, { at: 'call' }>;
  name: { current: string };
  onEnter: (ready: Ready, name: string, devices: Chosen) => Promise<void>;
  onRetry: () => void;
}) {
  const t = text.value.preflight;
  switch (stage.at) {
    case 'opening':
      return <Opening />;
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
      return (
        <Preflight
          opened={stage.ready.opened}
          entering={stage.entering}
          name={name.current}
          onName={(typed) => (name.current = typed)}
          onEnter={(called, devices) => void onEnter(stage.ready, called, devices)}
        />
      );
  }
}

/** How long opening may take before it is worth a word, in milliseconds. */
const patienceMs = 400;

function Opening() {
  const long = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (long.value = true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  if (!long.value) return null;
  return (
    <Page title={text.value.pages.name}>
      <p role="status">{serverBusy.value ? text.value.room.busy : text.value.preflight.opening}</p>
    </Page>
  );
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
