import type { AudioLevelObserver } from 'mediasoup/types';

/** Tells who speaks, loudest first, each time that it changes. */
export const reportSpeakers = (observer: AudioLevelObserver, tell: (ids: string[]) => void): void => {
  let last = '';
  const changed = (ids: string[]): void => {
    const now = ids.join();
    if (now === last) return;
    last = now;
    tell(ids);
  };
  observer.on('volumes', (volumes) => changed(volumes.map(({ producer }) => String(producer.appData['owner']))));
  observer.on('silence', () => changed([]));
};
