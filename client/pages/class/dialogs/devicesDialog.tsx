import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { text } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/fields.tsx';
import { useRoom } from '../../../room/roomState.ts';
import { SoundChoices } from './soundChoices.tsx';

type Choices = { label: string; kind: MediaDeviceKind; chosen: string; onChoose: (deviceId: string) => void };

/** Another microphone, camera or loudspeaker, in the middle of a class; and which signals are heard. */
export function DevicesDialog() {
  const room = useRoom();
  const t = text.value.room.devices;
  const p = text.value.preflight;
  const devices = useSignal<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    const source = navigator.mediaDevices;
    if (!source) return;
    const read = () => void source.enumerateDevices().then((found) => (devices.value = found));
    read();
    source.addEventListener('devicechange', read);
    return () => source.removeEventListener('devicechange', read);
  }, []);
  const used = (source: 'mic' | 'camera') => room.call.localTracks.value.get(source)?.getSettings().deviceId ?? '';
  const { setDevice } = room.call.actions;
  const select = ({ label, kind, chosen, onChoose }: Choices) => (
    <Field label={label}>
      {(tie) => (
        <select {...tie} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
          <option value="">{t.default}</option>
          {devices.value
            .filter((device) => device.kind === kind && device.deviceId)
            .map((device, index) => (
              <option key={device.deviceId} value={device.deviceId}>
                {device.label || p.deviceNumber(label, index + 1)}
              </option>
            ))}
        </select>
      )}
    </Field>
  );
  return (
    <Dialog title={t.title} onClose={() => (room.dialog.value = null)}>
      {select({ label: p.mic.title, kind: 'audioinput', chosen: used('mic'), onChoose: (id) => void setDevice('mic', id) })}
      {select({
        label: p.camera.title,
        kind: 'videoinput',
        chosen: used('camera'),
        onChoose: (id) => void setDevice('camera', id),
      })}
      {'setSinkId' in HTMLMediaElement.prototype &&
        select({
          label: t.speaker,
          kind: 'audiooutput',
          chosen: room.speakerId.value,
          onChoose: (id) => (room.speakerId.value = id),
        })}
      {devices.value.every(({ label }) => !label) && <p class="hint">{t.noLabels}</p>}
      <SoundChoices />
    </Dialog>
  );
}
