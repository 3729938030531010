import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { rightAddress } from '../net/address.ts';
import { neverConnected } from '../net/patience.ts';
import type { Begun } from './preflight/beginClass.ts';
import { ClassPage } from './preflight/classPage.tsx';
import type { Tab } from '../tab/tab.ts';
import { text } from '../text/text.ts';
import { Message, Page } from '../ui/page.tsx';

/** The page for the address, below what stands in its way. */
export function App({ tab, begun }: { tab: Tab | null; begun: Begun | null }) {
  const blocked = neverConnected.value || rightAddress.value !== null;
  const obstacle = useSignal<ComponentType | null>(null);
  useEffect(() => {
    if (blocked)
      import('./obstacle/obstacle.tsx').then(
        ({ Obstacle }) => (obstacle.value = Obstacle),
        () => {},
      );
  }, [blocked]);
  return (
    <>
      {blocked && obstacle.value && <obstacle.value />}
      <PageHere tab={tab} begun={begun} />
    </>
  );
}

/** There are two: the home page, and a class, whose link `tab` remembers. */
function PageHere({ tab, begun }: { tab: Tab | null; begun: Begun | null }) {
  const t = text.value.pages;
  if (location.pathname === '/') return <HomePage />;
  if (tab) return <ClassPage tab={tab} begun={begun} />;
  return (
    <Page title={t.notFound.title}>
      <Message title={t.notFound.title} detail={t.notFound.detail}>
        <a class="button" href="/">
          {t.home}
        </a>
      </Message>
    </Page>
  );
}

/** The home page is a script of its own: who opens a class does not fetch it. */
function HomePage() {
  const t = text.value.pages;
  const loaded = useSignal<{ readonly Home: ComponentType } | 'failed' | null>(null);
  const load = () => {
    import('./home/home.tsx').then(
      ({ Home }) => (loaded.value = { Home }),
      () => (loaded.value = 'failed'),
    );
  };
  useMemo(load, []);
  if (loaded.value === null) return null;
  if (loaded.value !== 'failed') return <loaded.value.Home />;
  return (
    <Page title={t.name}>
      <Message title={t.offline}>
        <button type="button" class="primary" onClick={load}>
          {t.retry}
        </button>
      </Message>
    </Page>
  );
}
