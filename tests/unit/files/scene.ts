import { randomBytes } from '../../kit/client.ts';
import { testClock } from '../../kit/clock.ts';
import { Cabinet } from '../../../server/classroom/files/cabinet.ts';
import { Files } from '../../../client/files/files.ts';
import type { Carrier, FilePort } from '../../../client/files/port.ts';
import { fileTerms } from '../../kit/fileTerms.ts';
import { Refusal } from '../../../server/protocol/refusal.ts';
import type { Answer } from '#protocol/messages.ts';

const answered = async <T>(act: () => T): Promise<Answer<T>> => {
  try {
    return { ok: true, value: act() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code };
    throw error;
  }
};

/** A server that holds files as ours does, and one browser; `bend` does to what it carries what an attacker would. */
export const fileScene = (bend: (carrier: Carrier) => Carrier = (carrier) => carrier) => {
  const cabinet = new Cabinet({ ...fileTerms(), fileBytes: 3_000_000, classBytes: 4_000_000 }, testClock());
  const split = (path: string): [string, number] => [path.slice(0, 22), Number(path.slice(23))];
  const carrier: Carrier = {
    put: (path, box) => answered(() => cabinet.add(...split(path), Buffer.from(box))),
    get: (path) => answered(() => new Uint8Array(cabinet.part(...split(path)))),
  };
  const classId = randomBytes(16);
  const ask = (name: string, { file, ...input }: { file: string; slate: string; parts: number; bytes: number }) =>
    answered(() => {
      if (name === 'file.room') return cabinet.room;
      if (name === 'file.begin') return { next: cabinet.begin(file, 'a', input) };
      if (name === 'file.drop') cabinet.drop(file);
      return {};
    });
  const port = (id: string): FilePort => ({
    classId: id,
    carrier: bend(carrier),
    ask: ask as unknown as FilePort['ask'],
    // Pauses pass at once.
    after: (_ms, task) => {
      queueMicrotask(task);
      return { [Symbol.dispose]: () => {} };
    },
  });
  return {
    cabinet,
    carrier,
    slate: randomBytes(16),
    files: new Files(port(classId)),
    elsewhere: new Files(port(randomBytes(16))),
  };
};
