import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { text } from '../../text/text.ts';
import { Message, Page } from '../../ui/page.tsx';
import { Account } from './account/account.tsx';
import { ClassList } from './classes/classList.tsx';
import { Colleague } from './account/colleague.tsx';
import { Devices } from './account/devices.tsx';
import { SignOut } from './account/signOut.tsx';
import { hostState, openHome, refreshClasses } from './hostState.ts';
import type { KeptClass } from '../../tab/keptClasses.ts';
import { Invited } from './invited.tsx';
import { Made } from './classes/made.tsx';
import { NewClass } from './classes/newClass.tsx';
import { InvitationFailed, Welcome } from './welcome.tsx';
import { ToComplete } from './toComplete.tsx';
import { adoptStyle } from '../../ui/adoptStyle.ts';
import style from './home.css?inline';

adoptStyle(style);

/** The home page: what Ardoise is, or the classes of a signed-in host. */
export function Home() {
  // Not in an effect, which would wait for the first painting: a one-time link leaves the address at once.
  useMemo(() => void openHome(), []);
  useEffect(() => {
    const again = () => void openHome();
    window.addEventListener('hashchange', again);
    return () => window.removeEventListener('hashchange', again);
  }, []);
  return (
    <Page title={text.value.pages.name}>
      <HomeContent />
    </Page>
  );
}

function HomeContent() {
  const t = text.value.pages;
  const state = hostState.value;
  switch (state.at) {
    case 'loading':
      return <p role="status">{t.loading}</p>;
    case 'offline':
      return (
        <Message title={t.offline}>
          <button type="button" class="primary" onClick={() => void openHome()}>
            {t.retry}
          </button>
        </Message>
      );
    case 'invited':
      return <Invited look={state.look} />;
    case 'signed-out':
      return <Welcome invitationFailed={state.invitationFailed} />;
    case 'signed-in':
      return <Desk {...state} />;
  }
}

/** A signed-in host's page. */
function Desk({ allowUnencrypted, invitationFailed }: { allowUnencrypted: boolean; invitationFailed: boolean }) {
  const made = useSignal<KeptClass | null>(null);
  const showMade = (kept: KeptClass) => {
    made.value = kept;
    void refreshClasses();
  };
  return (
    <div class="desk">
      {invitationFailed && <InvitationFailed />}
      {made.value && <Made kept={made.value} onOther={() => (made.value = null)} />}
      <div hidden={made.value !== null}>
        <NewClass allowUnencrypted={allowUnencrypted} onMade={showMade} />
      </div>
      <ToComplete />
      <ClassList />
      <Colleague />
      <Devices />
      <Account />
      <SignOut />
    </div>
  );
}
