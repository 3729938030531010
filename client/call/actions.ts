import type { RequestInput, RequestName } from '#protocol/requests.ts';
import { safetyWords } from '../crypto/safetyCode.ts';
import type { CallActions } from '../state/call.ts';
import { type ReactionEmoji, reactionEmojis } from '../text/reactions.ts';
import { language } from '../text/text.ts';
import { type Parts, showReaction } from './news.ts';
import { namedOf } from './people.ts';
import { announce, freshKey } from './store.ts';

const isReaction = (emoji: string): emoji is ReactionEmoji => (reactionEmojis as readonly string[]).includes(emoji);

/** Everything that a person can do, as requests. A refusal becomes a notice. */
export const createActions = (parts: Parts): CallActions => {
  const { store, line, group, media } = parts;
  const request = async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<boolean> => {
    const answer = await line.ask(name, input);
    if (!answer.ok) announce(store, 'refused', { code: answer.code });
    return answer.ok;
  };
  const notDone = () =>
    group.isLater ? announce(store, 'later') : announce(store, 'refused', { code: group.refusal ?? 'conflict' });
  const holders = () => Array.from(store.people.value.values()).filter(({ role, self }) => role !== 'student' && !self);
  const leave = async (): Promise<void> => {
    await line.ask('leave', {});
    store.phase.value = { at: 'gone', reason: 'left' };
    parts.finish();
  };
  const say: CallActions['say'] = async (text, to) => {
    const sent = await send(text, to);
    if (!sent) return false;
    const toName = typeof to === 'object' ? namedOf(store, to.id).name : null;
    const scope = typeof to === 'object' ? 'private' : to;
    store.chat.value = [
      ...store.chat.value,
      { ...namedOf(store, store.self), key: freshKey(), from: store.self, self: true, scope, toName, text, at: new Date() },
    ];
    return true;
  };
  const send = async (text: string, to: Parameters<CallActions['say']>[1]): Promise<boolean> => {
    if (to === 'all') return request('chat.all', { box: await group.sealAll({ text }, 'chat') });
    if (to === 'hosts')
      return request('chat.hosts', {
        boxes: await group.sealFor(
          holders().map(({ id }) => id),
          'hosts',
          { text },
        ),
      });
    const [box] = await group.sealFor([to.id], 'private', { text });
    return box !== undefined && request('chat.private', box);
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
    say,
    react: async (emoji) => {
      if (!isReaction(emoji)) return;
      if (await request('react', { box: await group.sealAll({ emoji }, 'react') })) showReaction(store, store.self, emoji);
    },
    raiseHand: async () => void (await request('hand.raise', {})),
    lowerHand: async (id) => void (await request('hand.lower', { id })),
    lowerAllHands: async () => void (await request('hands.lowerAll', {})),
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
      const answer = await line.ask('held', {});
      return answer.ok ? answer.value : null;
    },
    dismissNotice: (key) => (store.notices.value = store.notices.value.filter((notice) => notice.key !== key)),
  };
};
