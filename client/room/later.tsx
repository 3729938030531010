import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../text/text.ts';

/** A component whose script is not a part of the first load. `fetch` asks for it ahead: from then on it is there when it is shown. */
export type Later<P> = ComponentType<P> & { fetch(): void };

/** Shows nothing while its script comes, and says so where it does not. */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>): Later<P> => {
  let known: ComponentType<P> | null = null;
  const come = async (): Promise<ComponentType<P> | null> => {
    try {
      known ??= await load();
    } catch {
      return null;
    }
    return known;
  };
  const Shown = (props: P) => {
    // A component, not a value to be computed: signals take functions as they are.
    const shown = useSignal<{ readonly Component: ComponentType<P> | null } | null>(known && { Component: known });
    useEffect(() => {
      // It may have come since this was drawn.
      if (!shown.peek()) void come().then((Component) => (shown.value = { Component }));
    }, []);
    if (!shown.value) return null;
    const { Component } = shown.value;
    if (Component) return <Component {...props} />;
    return (
      <p class="error" role="alert">
        {text.value.codes.notices.incomplete()}
      </p>
    );
  };
  return Object.assign(Shown, { fetch: () => void come() });
};
