import { render } from 'preact';
import './style/base.css';
import './style/forms.css';
import './style/page.css';
import { App } from './view/app.tsx';

const root = document.getElementById('app');
if (root) render(<App />, root);
