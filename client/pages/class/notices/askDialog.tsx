import type { CodedNotice } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { NameTags, Sentence } from '../../../room/named.tsx';
import { useRoom } from '../../../room/roomState.ts';

/** A host asks to turn something on: only the person can. */
export function AskDialog() {
  const { call } = useRoom();
  const t = text.value.room.ask;
  const asked = call.notices.value.findLast((notice): notice is CodedNotice => notice.message === 'asked');
  if (!asked) return null;
  const source = asked.source === 'camera' || asked.source === 'screen' ? asked.source : 'mic';
  const { setMic, setCamera, setScreen, dismissNotice } = call.actions;
  const dismiss = () => {
    for (const { key, message } of call.notices.value) if (message === 'asked') dismissNotice(key);
  };
  const accept = () => {
    dismiss();
    void { mic: setMic, camera: setCamera, screen: setScreen }[source](true);
  };
  return (
    <Dialog
      key={asked.key}
      alert
      title={<Sentence words={t.title[source]} name={asked.who?.name || t.teacher} />}
      onClose={dismiss}
    >
      {asked.who && (
        <p>
          <NameTags who={asked.who} />
        </p>
      )}
      <p>{t.detail}</p>
      <div class="actions">
        <button type="button" autofocus onClick={dismiss}>
          {t.no}
        </button>
        <button type="button" class="primary" onClick={accept}>
          {t.yes[source]}
        </button>
      </div>
    </Dialog>
  );
}
