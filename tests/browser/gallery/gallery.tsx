import '../../../client/ui/base.css';
import '../../../client/ui/forms.css';
import '../../../client/ui/blocks.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { OwnAccess } from '#protocol/access.ts';
import type { OwnClass } from '#protocol/http.ts';
import type { InvitationLook } from '#providers/link/contract.ts';
import { Home } from '../../../client/pages/home/home.tsx';
import { keepClass } from '../../../client/tab/keptClasses.ts';
import { fromBase64url } from '../../../client/crypto/base/bytes.ts';
import { sealCharter } from '../../../client/crypto/credentials/charter.ts';
import { fingerprintOf, formatMemberFragment, newClassSecret, newHostKeys } from '../../../client/crypto/credentials/secrets.ts';
import { ClassPage } from '../../../client/pages/preflight/classPage.tsx';
import type { OpenedClass } from '../../../client/pages/preflight/openClass.ts';
import { Preflight } from '../../../client/pages/preflight/preflight.tsx';
import { openTab } from '../../../client/tab/tab.ts';
import { loadText } from '../../../client/text/text.ts';
import { ClassView } from '../../../client/pages/class/classView.tsx';
import { fakeCall, loadTools } from '../../kit/fakeCall.ts';
import { type SceneName, scenes } from './scenes.ts';
import { longWord } from './longWords.ts';

/** Shows one view by the address's query, for eyes and for axe: `?view=home-in`, `?view=three`. */
const view = new URLSearchParams(location.search).get('view') ?? 'home-out';
const root = document.getElementById('app');
if (!root) throw new Error('no root');
await loadText();

const classOf = (index: number): OwnClass => ({
  id: String(index).repeat(22),
  createdAt: Date.UTC(2026, 8, index),
  expiresAt: Date.UTC(2027, 8, index),
  open: index === 2,
});

/** What a one-time link would do, by view: the page asks first. */
const looks: Readonly<Record<string, InvitationLook>> = {
  'home-invited': { opens: 'new-account', session: 'none' },
  'home-invited-device': { opens: 'own-account', session: 'none' },
  'home-invited-same': { opens: 'own-account', session: 'same' },
  'home-invited-other': { opens: 'own-account', session: 'other' },
};

const ownAccess: OwnAccess = {
  sessions: [
    { id: 'a', openedAt: Date.UTC(2026, 8, 1, 9), usedOn: Date.UTC(2026, 8, 14), device: 'home', expiresAt: 0, here: true },
    { id: 'b', openedAt: Date.UTC(2026, 8, 3, 9), usedOn: Date.UTC(2026, 8, 12), device: 'school', expiresAt: 0, here: false },
    { id: 'c', openedAt: null, usedOn: null, device: null, expiresAt: 0, here: false },
  ],
  invitations: [
    { id: 'd', ownDevice: false, expiresAt: Date.UTC(2026, 8, 15, 9) },
    { id: 'e', ownDevice: true, expiresAt: Date.UTC(2026, 8, 15, 10) },
  ],
};

/** The home page asks a server: here, one that knows three classes or nobody. */
function answerLikeAServer(signedIn: boolean): void {
  if (view in looks) location.hash = 'invite.token';
  const classes = [classOf(1), classOf(2), classOf(3)];
  const answers: Readonly<Record<string, object>> = {
    '/api/invitations/look': looks[view] ?? {},
    ...(signedIn && { '/api/classes': { classes, allowUnencrypted: true }, '/api/sessions': ownAccess }),
  };
  window.fetch = async (asked) => {
    const answer = typeof asked === 'string' ? answers[asked] : undefined;
    return Response.json(answer ?? { code: 'signed-out' }, { status: answer ? 200 : 401 });
  };
}

/** A class of a server that answers, rightly or not, and the link that one has. */
async function showLink(kind: string, element: HTMLElement): Promise<void> {
  const id = 'A'.repeat(22);
  const [secret, keys] = [newClassSecret(), await newHostKeys()];
  const charter = await sealCharter(
    { id, title: 'Maths, 3e B', rules: '', language: 'fr' },
    secret,
    keys,
    kind === 'link-stripped',
  );
  const fragment = formatMemberFragment(secret, await fingerprintOf(fromBase64url(charter.hostKey)));
  const other = formatMemberFragment(secret, new Uint8Array(16));
  const given = { 'link-broken': 'abc', 'link-other': other }[kind] ?? fragment;
  if (kind === 'link-old-browser') Reflect.deleteProperty(window, 'RTCRtpScriptTransform');
  window.fetch = async () =>
    kind === 'link-missing'
      ? Response.json({ code: 'not-found' }, { status: 404 })
      : Response.json({ id, charter, capacity: 30, open: true });
  const tab = openTab(kind === 'link-none' ? null : { classId: id, fragment: given });
  render(<ClassPage tab={tab} />, element);
}

async function show(element: HTMLElement): Promise<void> {
  if (view.startsWith('home')) {
    answerLikeAServer(view === 'home-in' || view === 'home-long');
    for (const [index, title] of [
      [1, view === 'home-long' ? longWord : 'Maths, 3e B'],
      [2, 'Histoire-géographie, classe de Mme Lefèvre'],
    ] as const) {
      const link = `https://classe.example/c/${String(index).repeat(22)}`;
      await keepClass({
        classId: classOf(index).id,
        title,
        hostSecret: new Uint8Array(16),
        studentLink: `${link}#abcdef`,
        hostLink: `${link}#h.secret`,
      });
    }
    render(<Home />, element);
  } else if (view.startsWith('preflight')) {
    const encrypted = view !== 'preflight-plain';
    const opened = {
      info: { id: '', open: false, capacity: 30 },
      charter: {
        title: view === 'preflight-long' ? longWord : 'Maths, 3e B',
        rules: view === 'preflight-long' ? longWord : 'On lève la main avant de parler.\nOn reste poli.',
        language: 'fr',
        encrypted,
      },
      ...(view === 'preflight-host' && { hostSecret: new Uint8Array(16) }),
    } as unknown as OpenedClass;
    render(<Preflight opened={opened} entering={false} name="" onName={() => undefined} onEnter={() => undefined} />, element);
  } else if (view.startsWith('link')) {
    await showLink(view, element);
  } else if (view in scenes) {
    const call = fakeCall(scenes[view as SceneName], await loadTools());
    Object.assign(window, { fakeCall: call });
    render(<ClassView call={call} keys={signal(false)} onAgain={() => undefined} />, element);
  }
}
void show(root);
