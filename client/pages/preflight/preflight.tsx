import { useSignal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Chosen } from '../../call/local.ts';
import { opensEarly } from '../../call/opensEarly.ts';
import { serverBusy } from '../../net/patience.ts';
import { longestName, type NameFault, nameFault, normalName, visibleName } from '../../names/names.ts';
import { text } from '../../text/text.ts';
import { ClassRules } from '../../ui/classRules.tsx';
import { Field } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { CameraTrial, MicTrial } from './trials/deviceTrials.tsx';
import type { OpenedClass } from './openClass.ts';
import { NetworkTrial, SoundTrial } from './trials/otherTrials.tsx';
import { ShortNoticeView } from './shortNotice.tsx';
import { createTrial } from './trials/trial.ts';
import './preflight.css';

type PreflightProps = {
  readonly opened: OpenedClass;
  /** The person has asked to enter, and it is under way. */
  readonly entering: boolean;
  /** What was typed before, and who keeps what is typed now. */
  readonly name: string;
  readonly onName: (typed: string) => void;
  readonly onEnter: (name: string, devices: Chosen) => void;
};

function faultWords(fault: NameFault, name: string): string {
  const t = text.value.preflight.nameFaults;
  return fault === 'long' ? t.long(Array.from(name).length - longestName) : t[fault];
}

/** The page before the class: who one is, what protects the class, its rules, and one's equipment. */
export function Preflight({ opened, entering, name: typedBefore, onName, onEnter }: PreflightProps) {
  const t = text.value.preflight;
  const mic = useMemo(() => createTrial('mic'), []);
  const camera = useMemo(() => createTrial('camera'), []);
  const input = useRef<HTMLInputElement>(null);
  const wrong = useSignal<string | undefined>(undefined);
  useLayoutEffect(() => input.current?.focus(), []);
  const Lost = useSignal<FunctionComponent<{ opened: OpenedClass }> | null>(null);
  useEffect(() => {
    if (opened.hostless) void import('./hostless.tsx').then(({ Hostless }) => (Lost.value = Hostless));
  }, [opened]);
  useEffect(
    () => () => {
      mic.stop();
      camera.stop();
    },
    [],
  );
  /** Too long a name is said while one types; what was wrong before is looked at when one enters. */
  const typed = (value: string) => {
    onName(value);
    const name = normalName(value);
    wrong.value = nameFault(name) === 'long' ? faultWords('long', name) : undefined;
  };
  const enter = (event: Event) => {
    event.preventDefault();
    if (entering) return;
    const name = normalName(input.current?.value ?? '');
    const fault = nameFault(name);
    wrong.value = fault ? faultWords(fault, name) : undefined;
    // What cannot be seen cannot be taken out by hand.
    if (fault === 'signs' && input.current) {
      input.current.value = visibleName(name);
      onName(input.current.value);
    }
    if (fault) return input.current?.focus();
    mic.stop();
    camera.stop();
    onEnter(name, {
      ...(mic.chosen.value && { micId: mic.chosen.value }),
      ...(camera.chosen.value && { cameraId: camera.chosen.value }),
    });
  };
  const { title, rules, encrypted } = opened.charter;
  const underWay = serverBusy.value ? text.value.room.busy : text.value.room.entering;
  return (
    <Page title={t.pageTitle}>
      <h1>{t.heading(title)}</h1>
      {!encrypted && <Protection encrypted={false} />}
      <div class="preflight">
        <form class="card enter" noValidate onSubmit={enter}>
          {opened.hostSecret && <p class="tag">{t.asHost}</p>}
          <Field label={t.name} hint={encrypted ? t.nameHint : t.nameHintPlain} error={wrong.value}>
            {(tie) => (
              <input
                {...tie}
                ref={input}
                name="name"
                required
                autocomplete="off"
                spellcheck={false}
                defaultValue={typedBefore}
                onInput={(event) => typed(event.currentTarget.value)}
              />
            )}
          </Field>
          <ClassRules rules={rules} />
          {!opened.info.open && !opened.hostSecret && <p class="hint">{t.notOpen}</p>}
          <button type="submit" class="primary large" aria-disabled={entering}>
            {entering ? underWay : t.enter}
          </button>
          <p role="status" class="unseen">
            {entering && underWay}
          </p>
          <ShortNoticeView />
          <p class="hint">{t.entersOff}</p>
          {encrypted && <Protection encrypted />}
          {opensEarly(opened) && <p class="hint">{t.early}</p>}
        </form>
        <section class="card trials" aria-labelledby="trials-title">
          <h2 id="trials-title">{t.devices}</h2>
          <p class="hint">{t.devicesHint}</p>
          <MicTrial trial={mic} />
          <CameraTrial trial={camera} />
          <SoundTrial />
          <NetworkTrial opened={opened} />
        </section>
        {Lost.value && <Lost.value opened={opened} />}
      </div>
    </Page>
  );
}

/** The shield, in words; loud when there is none. */
function Protection({ encrypted }: { encrypted: boolean }) {
  const t = text.value.preflight;
  return (
    <div class={encrypted ? 'protection' : 'protection plain'}>
      <Icon name={encrypted ? 'shield' : 'shieldOff'} />
      <div>
        <strong>{encrypted ? t.encrypted : t.plain}</strong>
        <p>{encrypted ? t.encryptedDetail : t.plainDetail}</p>
      </div>
    </div>
  );
}
