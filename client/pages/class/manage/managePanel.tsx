import { useSignal } from '@preact/signals';
import type { Right } from '#protocol/rights.ts';
import { text } from '../../../text/text.ts';
import { CopyField } from '../../../ui/copyField.tsx';
import { Confirm } from '../../../ui/dialog.tsx';
import { Switch } from '../../../ui/fields.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { LobbyList } from './lobbyList.tsx';
import { later } from '../../../room/later.tsx';
import { Panel } from '../../../room/panel.tsx';
import { useClassRoom } from '../classRoom.ts';
import { partsOf, rightWords } from '../toolParts.ts';

const LessonSection = later(() => import('../../../lessons/lessonSection.tsx').then((script) => script.LessonSection));

/** Everything with which a class is held. */
export function ManagePanel() {
  const room = useClassRoom();
  const { call, me } = room;
  const t = text.value.room.manage;
  const { lobby, locked } = call.state.value;
  return (
    <Panel name="manage" title={t.title}>
      <div class="panel-body">
        <LobbyList />
        <Calm />
        {partsOf(room).map(({ sections }, index) => sections?.manage && <sections.manage key={index} />)}
        <section class="panel-section">
          <Switch label={t.lobby} hint={t.lobbyHint} on={lobby} onChange={(on) => void call.actions.setLobby(on)} />
          <Switch label={t.lock} hint={t.lockHint} on={locked} onChange={(on) => void call.actions.setLocked(on)} />
        </section>
        <RightsTable />
        <LessonSection parts={room.tools.value.flatMap(({ kept }) => kept ?? [])} done={room.remark} />
        <section class="panel-section">
          <CopyField label={t.link} value={call.studentLink} />
        </section>
        {me.value?.role === 'host' && <EndForAll />}
      </div>
    </Panel>
  );
}

function Calm() {
  const { call } = useClassRoom();
  const t = text.value.room.manage;
  const { calm } = call.state.value;
  return (
    <section class="panel-section">
      <button
        type="button"
        class={calm ? 'large primary' : 'large'}
        aria-pressed={calm}
        onClick={() => void call.actions.setCalm(!calm)}
      >
        <Icon name="calm" />
        {calm ? t.calmOff : t.calm}
      </button>
      <p class="hint">{calm ? t.calmNow : t.calmHint}</p>
    </section>
  );
}

/** The class's one table of rights. */
function RightsTable() {
  const room = useClassRoom();
  const { call } = room;
  const { rights } = call.state.value;
  const named = (Object.keys(rights) as Right[]).map((right) => ({ right, words: rightWords(room, right) }));
  return (
    <section class="panel-section">
      <h3>{text.value.room.manage.rights}</h3>
      {named.map(
        ({ right, words }) =>
          words !== null && (
            <Switch key={right} label={words} on={rights[right]} onChange={(on) => void call.actions.setRight(right, on)} />
          ),
      )}
    </section>
  );
}

function EndForAll() {
  const { call } = useClassRoom();
  const t = text.value.room.manage;
  const asking = useSignal(false);
  return (
    <section class="panel-section">
      <button type="button" class="danger" onClick={() => (asking.value = true)}>
        {t.end}
      </button>
      {asking.value && (
        <Confirm
          title={t.endTitle}
          confirm={t.endConfirm}
          onClose={() => (asking.value = false)}
          onConfirm={() => {
            asking.value = false;
            void call.actions.endClass();
          }}
        >
          <p>{t.endDetail}</p>
        </Confirm>
      )}
    </section>
  );
}
