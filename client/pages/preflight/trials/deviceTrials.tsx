import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../../text/text.ts';
import { Field } from '../../../ui/fields.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { followLevel } from './level.ts';
import type { Trial } from './trial.ts';
import './trials.css';
import './deviceTrials.css';

type Words = { title: string; try: string; stop: string; choose: string };

function DeviceTrial({
  kind,
  trial,
  words,
  children,
}: {
  kind: 'mic' | 'camera';
  trial: Trial;
  words: Words;
  children: ComponentChildren;
}) {
  const t = text.value.preflight;
  const state = trial.state.value;
  const on = state.at === 'on' || state.at === 'starting';
  return (
    <section class="trial">
      <div class="row-head">
        <h3>
          <Icon name={kind} />
          {words.title}
        </h3>
        <button type="button" aria-pressed={on} onClick={() => (on ? trial.stop() : void trial.start())}>
          {on ? words.stop : words.try}
        </button>
      </div>
      {state.at === 'failed' && (
        <p class="notice-box warn" role="alert">
          {t.deviceTrouble[state.trouble]} {state.trouble === 'missing' && t.withoutDevice}
        </p>
      )}
      {children}
      {trial.devices.value.length > 1 && (
        <Field label={words.choose}>
          {(tie) => (
            <select {...tie} value={trial.chosen.value} onChange={(event) => void trial.choose(event.currentTarget.value)}>
              {trial.devices.value.map((device, index) => (
                <option key={device.deviceId} value={device.deviceId}>
                  {device.label || t.deviceNumber(words.title, index + 1)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </section>
  );
}

/** The microphone: a level that moves with one's voice. */
export function MicTrial({ trial }: { trial: Trial }) {
  const t = text.value.preflight.mic;
  const state = trial.state.value;
  return (
    <DeviceTrial kind="mic" trial={trial} words={t}>
      {state.at === 'on' && <Level track={state.track} />}
    </DeviceTrial>
  );
}

const heardAbove = 0.45;

function Level({ track }: { track: MediaStreamTrack }) {
  const t = text.value.preflight.mic;
  const meter = useRef<HTMLMeterElement>(null);
  const heard = useSignal(false);
  useEffect(() => {
    heard.value = false;
    const following = followLevel(track, (level) => {
      if (meter.current) meter.current.value = level;
      if (level > heardAbove) heard.value = true;
    });
    return () => following[Symbol.dispose]();
  }, [track]);
  return (
    <>
      <meter ref={meter} min={0} max={1} value={0} aria-label={t.level} />
      <p class="hint" role="status">
        {heard.value ? t.heard : t.speak}
      </p>
    </>
  );
}

/** The camera: one's own picture, mirrored as people expect, off until asked for. */
export function CameraTrial({ trial }: { trial: Trial }) {
  const t = text.value.preflight.camera;
  const video = useRef<HTMLVideoElement>(null);
  const state = trial.state.value;
  const track = state.at === 'on' ? state.track : null;
  useEffect(() => {
    if (video.current) video.current.srcObject = track && new MediaStream([track]);
  }, [track]);
  return (
    <DeviceTrial kind="camera" trial={trial} words={t}>
      {track && <video ref={video} class="self-view" autoplay playsInline muted aria-label={t.self} />}
    </DeviceTrial>
  );
}
