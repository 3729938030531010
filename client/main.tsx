import { render } from 'preact';
import './style/base.css';
import './style/forms.css';
import './style/page.css';
import { classPagePath, takeLink } from './tab/classLink.ts';
import { keepSweeping } from './tab/lease.ts';
import { openTab } from './tab/tab.ts';
import { App } from './view/app.tsx';

const link = takeLink();
const tab = location.pathname === classPagePath ? openTab(link) : null;
keepSweeping();
// A page that the browser froze and shows again would show what the person before had in front of them.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

const root = document.getElementById('app');
if (root) render(<App tab={tab} />, root);
