import { render } from 'preact';
import './ui/base.css';
import './ui/forms.css';
import './ui/blocks.css';
import { beginClass } from './pages/preflight/beginClass.ts';
import { whyUnsupported } from './pages/preflight/support.ts';
import { classPagePath, takeLink } from './tab/classLink.ts';
import { keepSweeping } from './tab/lease.ts';
import { openTab } from './tab/tab.ts';
import { loadText } from './text/text.ts';
import { App } from './pages/app.tsx';

const link = takeLink();
const tab = location.pathname === classPagePath ? openTab(link) : null;
// Without https there is no cryptography to begin with.
const begun = tab && whyUnsupported(true) !== 'insecure' ? beginClass(tab) : null;
keepSweeping();
// A page that the browser froze and shows again would show what the person before had in front of them.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

/** Where no other word is: the texts are a script that did not come. */
const noWords = 'Cette page n’est pas arrivée en entier : rechargez-la. / This page did not arrive in full: reload it.';
const root = document.getElementById('app');
if (root) {
  loadText().then(
    () => {
      root.textContent = '';
      render(<App tab={tab} begun={begun} />, root);
    },
    () => (root.textContent = noWords),
  );
}
