import type { ToolName } from '#tools/contracts.ts';
import { framed } from '../crypto/base/bytes.ts';
import { sign, verify } from '../crypto/base/primitives.ts';
import { CryptoRefusal } from '../crypto/base/refusal.ts';
import type { ToolCall } from '../tools/port.ts';
import type { Parts } from './news.ts';
import { namedOf, refreshPeople } from './people.ts';
import { announce, type Store, tell } from './store.ts';

/** Null when it cannot be sealed, which is said: whoever pressed a button waits for something. */
const sealing = async <T>(store: Store, seal: () => Promise<T>): Promise<T | null> => {
  try {
    return await seal();
  } catch (error) {
    if (error instanceof CryptoRefusal && error.code === 'too-long') announce(store, 'refused', { code: 'too-large' });
    else announce(store, 'unsealed');
    return null;
  }
};

/** What one tool is given of the class. Whatever it cannot do becomes a notice. */
export const toolCall = ({
  store,
  signaling,
  group,
  slates,
  files,
  visit,
}: Omit<Parts, 'tools'>): Omit<ToolCall<ToolName>, 'outlets'> => ({
  self: store.self,
  people: store.people,
  namedOf: (id) => namedOf(store, id),
  ask: async (name, input) => {
    const answer = await signaling.ask(name, input);
    if (answer.ok) return answer.value;
    announce(store, 'refused', { code: answer.code });
    return null;
  },
  sealAll: (kind, value) => sealing(store, () => group.sealAll(value, kind)),
  sealFor: async (kind, ids, scope, value) => {
    const boxes = await sealing(store, () => group.sealFor(ids, scope, value, kind));
    if (boxes?.length === 0) announce(store, 'nobody');
    return boxes?.length ? boxes : null;
  },
  open: async (kind, from, scope, box) => {
    const opened = await group.open(from, scope, box, kind);
    if (opened === null) refreshPeople(store, group);
    return opened;
  },
  slates: () => slates.get(),
  files: () => files.get(),
  keys: {
    sign: (use, bytes) => sign(visit.identity.signing.privateKey, framed('ardoise tool 1', use, bytes)),
    isSigned: async (by, use, bytes, signature) => {
      const writer = group.writerOf(by);
      return writer !== null && verify(writer.verify, signature, framed('ardoise tool 1', use, bytes));
    },
    pairWith: (id, use) => group.pairWith(id, `tool ${use}`),
  },
  refused: (code) => announce(store, 'refused', { code }),
  announce: (told) => tell(store, told),
});
