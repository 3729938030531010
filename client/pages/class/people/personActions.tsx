import { useSignal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import { type CoreRight, coreRightNames } from '#protocol/rights.ts';
import type { Person } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import type { PersonAction } from '../../../tools/port.ts';
import { Confirm } from '../../../ui/dialog.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { NameTags, Sentence } from '../../../room/named.tsx';
import { useClassRoom } from '../classRoom.ts';
import { personRights, toolActions } from '../toolParts.ts';
import '../../../room/choice.css';

const rightIcons: Record<CoreRight, IconName> = {
  speak: 'mic',
  camera: 'camera',
  screen: 'screen',
};

/** What may be done about one person: stop, ask, allow, raise to assistant, put forward, remove. */
export function PersonActions({ person }: { person: Person }) {
  const room = useClassRoom();
  const t = text.value.room.people;
  const removing = useSignal(false);
  const actions = room.holds.value ? [...mediaActions(), ...rightActions(), ...roleActions()] : [];
  return (
    <>
      <ul class="choices">
        {[...toolActions(room, person), ...actions].map(({ icon, word, danger, run }: PersonAction) => (
          <li key={word}>
            <button type="button" class={danger ? 'choice danger-text' : 'choice'} onClick={run}>
              <Icon name={icon} />
              {word}
            </button>
          </li>
        ))}
      </ul>
      {removing.value && (
        <Confirm
          title={<Sentence words={t.removeTitle} name={person.name} />}
          confirm={t.removeConfirm}
          onClose={() => (removing.value = false)}
          onConfirm={() => {
            removing.value = false;
            void room.call.actions.remove(person.id);
          }}
        >
          <p>
            <NameTags who={person} />
          </p>
          <p>{t.removeDetail}</p>
        </Confirm>
      )}
    </>
  );

  function mediaActions(): PersonAction[] {
    const { stop, ask } = room.call.actions;
    const { mic, camera, screen } = person.sending;
    const stopMic: PersonAction = { icon: 'micOff', word: t.stop.mic, run: () => void stop(person.id, 'mic') };
    const askMic: PersonAction = { icon: 'mic', word: t.ask.mic, run: () => void ask(person.id, 'mic') };
    const stopCamera: PersonAction = { icon: 'cameraOff', word: t.stop.camera, run: () => void stop(person.id, 'camera') };
    const askCamera: PersonAction = { icon: 'camera', word: t.ask.camera, run: () => void ask(person.id, 'camera') };
    const stopScreen: PersonAction = { icon: 'screen', word: t.stop.screen, run: () => void stop(person.id, 'screen') };
    return [mic && !mic.paused ? stopMic : askMic, camera ? stopCamera : askCamera, ...(screen ? [stopScreen] : [])];
  }

  function rightActions(): PersonAction[] {
    if (holdsClass(person.role)) return [];
    const { rights } = room.call.state.value;
    const own = coreRightNames.map((right) => ({
      right,
      icon: rightIcons[right],
      allow: () => t.allow[right],
      forbid: () => t.forbid[right],
    }));
    const ofTools = personRights(room).map(({ right, person: words }) => ({ right, ...words }));
    return [...own, ...ofTools].map(({ right, icon, allow, forbid }) => {
      const has = person.grants[right] ?? rights[right];
      return { icon, word: has ? forbid() : allow(), run: () => void room.call.actions.grant(person.id, right, !has) };
    });
  }

  function roleActions(): PersonAction[] {
    const { setRole, setSpotlight } = room.call.actions;
    const lit = room.call.state.value.spotlight === person.id;
    const spotlight: PersonAction = {
      icon: 'pin',
      word: lit ? t.spotlightOff : t.spotlight,
      run: () => void setSpotlight(lit ? null : person.id),
    };
    if (person.role === 'host') return [spotlight];
    const helps = person.role === 'cohost';
    const role: PersonAction = {
      icon: 'star',
      word: helps ? t.demote : t.promote,
      run: () => void setRole(person.id, helps ? 'student' : 'cohost'),
    };
    const remove: PersonAction = { icon: 'leave', word: t.remove, danger: true, run: () => (removing.value = true) };
    return [spotlight, ...(room.me.value?.role === 'host' ? [role] : []), remove];
  }
}
