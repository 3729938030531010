/** What a browser says of itself: `network`, it is another one or there again; `awake`, the page goes on after it stood still. */
export type Sign = 'network' | 'awake';

/** Firefox and Safari have none, and it has its `type` on phones only (Network Information). */
type NetworkInformation = EventTarget & { readonly type?: string };
const network = (): NetworkInformation | undefined => (navigator as { readonly connection?: NetworkInformation }).connection;

/**
 * Told when the line may be another than before: a phone goes from Wi-Fi to the mobile network, is taken out of a pocket after a
 * call, or the browser lets a frozen tab go on (Page Lifecycle). Until disposed of.
 */
export const onSigns = (told: (sign: Sign) => void): Disposable => {
  const ending = new AbortController();
  const on = (target: EventTarget | undefined, names: readonly string[], sign: () => Sign | null) => {
    const hear = () => {
      const said = sign();
      if (said) told(said);
    };
    for (const name of names) target?.addEventListener(name, hear, { signal: ending.signal });
  };
  let { type } = network() ?? {};
  // It also changes when the browser measures the same network anew.
  const changed = (): Sign => {
    const former = type;
    type = network()?.type;
    return type === former ? 'awake' : 'network';
  };
  on(globalThis, ['online'], () => 'network');
  on(network(), ['change'], changed);
  on(document, ['resume'], () => 'awake');
  on(document, ['visibilitychange'], () => (document.visibilityState === 'visible' ? 'awake' : null));
  return { [Symbol.dispose]: () => ending.abort() };
};
