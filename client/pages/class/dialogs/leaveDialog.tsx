import { text } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useRoom } from '../../../room/roomState.ts';

/** Leaving; a host may end the class for all instead. */
export function LeaveDialog() {
  const room = useRoom();
  const t = text.value.room.leaveDialog;
  const host = room.me.value?.role === 'host';
  const close = () => (room.dialog.value = null);
  const { leave, endClass } = room.call.actions;
  return (
    <Dialog title={t.title} onClose={close}>
      <p>{host ? t.hostDetail : t.detail}</p>
      <div class="actions">
        <button type="button" autofocus onClick={close}>
          {t.stay}
        </button>
        {host && (
          <button type="button" class="danger" onClick={() => void endClass()}>
            {t.end}
          </button>
        )}
        <button type="button" class={host ? '' : 'danger'} onClick={() => void leave()}>
          {t.leave}
        </button>
      </div>
    </Dialog>
  );
}
