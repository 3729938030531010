import { browserTime } from '../crypto/base/browserTime.ts';
import type { Files } from '../files/files.ts';
import type { Parts } from './news.ts';

/** What is handed out in the class: its script comes with the first tool that asks for it. */
export type FileRoom = Disposable & { get(): Promise<Files> };

export const openFiles = ({ signaling, visit }: Pick<Parts, 'signaling' | 'visit'>, classId: string): FileRoom => {
  let loading: Promise<Files> | null = null;
  let here: Files | null = null;
  let over = false;
  const load = async (): Promise<Files> => {
    const [{ Files: Opened }, { askOctets }] = await Promise.all([import('../files/files.ts'), import('../net/octets.ts')]);
    const under = (path: string) => `/api/classes/${classId}/files/${path}`;
    here = new Opened({
      classId,
      carrier: {
        put: (path, body, signal) => askOctets(under(path), { bearer: visit.seat(), signal, body }),
        get: (path, signal) => askOctets(under(path), { bearer: visit.seat(), signal }),
      },
      ask: (name, input) => signaling.ask(name, input),
      after: browserTime.after,
    });
    if (over) here[Symbol.dispose]();
    return here;
  };
  signaling.on('file.wanted', (news) => here?.wanted(news));
  return {
    get: () => (loading ??= load()),
    [Symbol.dispose]: () => {
      over = true;
      here?.[Symbol.dispose]();
    },
  };
};
