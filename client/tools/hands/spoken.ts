/** In milliseconds: who is heard for less has coughed; who is silent for so long has finished. */
const speaksMs = 1_500;
const silentMs = 4_000;

type Turn = { heardMs: number; since: number | null; silence: ReturnType<typeof setTimeout> | null; told: boolean };

/** Tells of each who has a hand up, has spoken and is silent again: once for each hand. */
export type SpokenWatch = Disposable & { follow(raised: readonly string[], speakers: readonly string[]): void };

export const watchSpoken = (told: (id: string) => void, now: () => number = () => performance.now()): SpokenWatch => {
  const turns = new Map<string, Turn>();
  const drop = (id: string, { silence }: Turn): void => {
    if (silence !== null) clearTimeout(silence);
    turns.delete(id);
  };
  const speaks = (turn: Turn): void => {
    turn.since ??= now();
    if (turn.silence !== null) clearTimeout(turn.silence);
    turn.silence = null;
  };
  const silent = (id: string, turn: Turn): void => {
    if (turn.since === null) return;
    turn.heardMs += now() - turn.since;
    turn.since = null;
    if (turn.told || turn.heardMs < speaksMs) return;
    turn.silence = setTimeout(() => {
      turn.told = true;
      told(id);
    }, silentMs);
  };
  return {
    follow: (raised, speakers) => {
      for (const [id, turn] of turns) if (!raised.includes(id)) drop(id, turn);
      for (const id of raised) {
        const turn = turns.get(id) ?? { heardMs: 0, since: null, silence: null, told: false };
        turns.set(id, turn);
        if (speakers.includes(id)) speaks(turn);
        else silent(id, turn);
      }
    },
    [Symbol.dispose]: () => {
      for (const [id, turn] of turns) drop(id, turn);
    },
  };
};
