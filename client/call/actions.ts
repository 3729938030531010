import type { RequestInput, RequestName } from '#protocol/requests.ts';
import { safetyWords } from '../crypto/safety/safetyCode.ts';
import type { CallActions } from '../state/call.ts';
import { language } from '../text/text.ts';
import type { Parts } from './news.ts';
import { announce } from './store.ts';

/** So long the server may take to answer who leaves, in milliseconds. */
const leavingMs = 2_000;

/** Everything that a person can do. A refusal becomes a notice, and so does whatever fails in this browser. */
export const createActions = (parts: Parts): CallActions => {
  const saying = <A extends readonly unknown[], R>(act: (...given: A) => Promise<R> | R) => {
    const failed = () => announce(parts.store, 'failed');
    return (...given: A): unknown => {
      try {
        const done = act(...given);
        return done instanceof Promise ? done.catch(failed) : done;
      } catch {
        return failed();
      }
    };
  };
  const all = Object.entries(requestsOf(parts)).map(([name, act]) => [name, saying(act as (...given: unknown[]) => unknown)]);
  return Object.fromEntries(all) as CallActions;
};

const requestsOf = (parts: Parts): CallActions => {
  const { store, signaling, group, media } = parts;
  const request = async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<boolean> => {
    const answer = await signaling.ask(name, input);
    if (!answer.ok) announce(store, 'refused', { code: answer.code });
    return answer.ok;
  };
  const notDone = () =>
    group.isLater ? announce(store, 'later') : announce(store, 'refused', { code: group.refusal ?? 'conflict' });
  const leave = async (): Promise<void> => {
    // Whoever leaves is gone for themselves at once, on a dead line too: the server notices the cut.
    await Promise.race([signaling.ask('leave', {}), new Promise((resolve) => setTimeout(resolve, leavingMs))]);
    store.phase.value = { at: 'gone', reason: 'left' };
    parts.finish();
  };
  return {
    leave,
    endClass: async () => void (await request('class.end', {})),
    setMic: (on) => (on ? media.start('mic') : media.stop('mic')),
    setCamera: (on) => (on ? media.start('camera') : media.stop('camera')),
    setScreen: (on) => (on ? media.start('screen') : media.stop('screen')),
    setDevice: (kind, deviceId) => media.setDevice(kind, deviceId),
    setAudioOnly: (on) => {
      store.audioOnly.value = on;
      media.setAudioOnly(on);
    },
    watch: (tiles) => media.path.watch(tiles),
    admit: async (ids) => {
      if (!(await group.admit(ids))) notDone();
    },
    refuse: async (id) => void (await request(store.members.value.has(id) ? 'person.remove' : 'lobby.refuse', { id })),
    refuseAll: async () => void (await request('lobby.refuseAll', {})),
    setLobby: async (lobby) => {
      // What closes is signed, whatever the server answers: it could keep its answer back, and open again later.
      const closed = lobby && group.setOpen(false);
      if ((await request('class.set', { lobby })) && !lobby) await group.setOpen(true);
      await closed;
    },
    setLocked: async (locked) => void (await request('class.set', { locked })),
    setCalm: async (calm) => void (await request('class.set', { calm })),
    setRight: async (right, on) => void (await request('class.set', { rights: { [right]: on } })),
    setSpotlight: async (spotlight) => void (await request('class.set', { spotlight })),
    grant: async (id, right, on) => void (await request('person.grant', { id, grants: { [right]: on } })),
    stop: async (id, source) => void (await request('person.stop', { id, source })),
    ask: async (id, source) => void (await request('person.ask', { id, source })),
    remove: async (id) => {
      // Signed first, then told: the server obeys the signed removal, and cannot keep who is removed in the group.
      const excluded = await group.exclude(id);
      // Nor let them in again as somebody new: that the lobby is on is signed too, whatever the server says of it.
      if (excluded && !store.state.value.lobby && store.members.value.get(store.self)?.role === 'host') void group.setOpen(false);
      if (excluded === 'none') await request('person.remove', { id });
      else if (!excluded) notDone();
    },
    setRole: async (id, role) => {
      if (!(await group.setRole(id, role))) notDone();
    },
    words: async () => {
      const code = await group.code();
      return code && { words: safetyWords(language.value, code.indexes), people: code.people };
    },
    held: async () => {
      const answer = await signaling.ask('held', {});
      return answer.ok ? answer.value : null;
    },
    dismissNotice: (key) => (store.notices.value = store.notices.value.filter((notice) => notice.key !== key)),
  };
};
