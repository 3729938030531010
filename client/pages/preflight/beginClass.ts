import type { Tab } from '../../tab/tab.ts';
import type { Entrance } from './entrance.ts';
import { type OpenedClass, openClass, type OpenTrouble } from './openClass.ts';
import { whyUnsupported } from './support.ts';

export type Begun = {
  readonly answer: Promise<
    { readonly ok: true; readonly opened: OpenedClass } | { readonly ok: false; readonly trouble: OpenTrouble }
  >;
  /** Rejects when the class's script does not start. */
  readonly entrance: Promise<Entrance>;
};

/** Opens the class, and beside it the script with which it is entered: both before there are words to draw anything with. */
export const beginClass = (tab: Tab): Begun => {
  const ask = async (): Begun['answer'] => {
    const link = await tab.link();
    return link ? openClass(link) : { ok: false, trouble: 'no-link' };
  };
  const answer = ask();
  const opening = Promise.withResolvers<OpenedClass>();
  answer.then(
    (one) => {
      // Nothing is prepared of a class which this browser cannot enter.
      if (one.ok && !whyUnsupported(one.opened.charter.encrypted)) opening.resolve(one.opened);
    },
    () => {},
  );
  const entrance = import('./entrance.ts').then(({ prepareEntrance }) => prepareEntrance(tab, opening.promise));
  entrance.catch(() => {});
  return { answer, entrance };
};
