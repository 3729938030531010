import '../../../client/style/base.css';
import '../../../client/style/forms.css';
import '../../../client/style/page.css';
import { render } from 'preact';
import type { OwnClass } from '#protocol/http.ts';
import { Home } from '../../../client/home/home.tsx';
import { keepClass } from '../../../client/home/keyring.ts';
import type { OpenedClass } from '../../../client/preflight/openClass.ts';
import { Preflight } from '../../../client/preflight/preflight.tsx';
import { ClassView } from '../../../client/view/class/classView.tsx';
import { fakeCall } from '../../kit/fakeCall.ts';
import { type SceneName, scenes } from './scenes.ts';

/** Shows one view by the address's query, for eyes and for axe: `?view=home-in`, `?view=three`. */
const view = new URLSearchParams(location.search).get('view') ?? 'home-out';
const root = document.getElementById('app');
if (!root) throw new Error('no root');

const classOf = (index: number): OwnClass => ({
  id: String(index).repeat(22),
  createdAt: Date.UTC(2026, 8, index),
  expiresAt: Date.UTC(2027, 8, index),
  open: index === 2,
});

/** The home page asks a server: here, one that knows two classes or nobody. */
function answerLikeAServer(signedIn: boolean): void {
  const answers = signedIn ? { classes: [classOf(1), classOf(2), classOf(3)] } : { code: 'signed-out' };
  window.fetch = async () => Response.json(answers, { status: signedIn ? 200 : 401 });
}

async function show(element: HTMLElement): Promise<void> {
  if (view.startsWith('home')) {
    answerLikeAServer(view === 'home-in');
    for (const [index, title] of [
      [1, 'Maths, 3e B'],
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
      charter: { title: 'Maths, 3e B', rules: 'On lève la main avant de parler.\nOn reste poli.', language: 'fr', encrypted },
      ...(view === 'preflight-host' && { hostSecret: new Uint8Array(16) }),
    } as unknown as OpenedClass;
    render(<Preflight opened={opened} onEnter={() => undefined} />, element);
  } else if (view in scenes) {
    const call = fakeCall(scenes[view as SceneName]);
    Object.assign(window, { told: call.told });
    render(<ClassView call={call} onAgain={() => undefined} />, element);
  }
}
void show(root);
