import { Home } from '../home/home.tsx';
import { ClassPage } from '../preflight/classPage.tsx';
import { text } from '../text/text.ts';
import { Message, Page } from './parts/page.tsx';

const classPath = /^\/c\/([A-Za-z0-9_-]{22})\/?$/;

/** The page for the address. There are two: the home page, and a class. */
export function App() {
  const t = text.value.pages;
  if (location.pathname === '/') return <Home />;
  const classId = classPath.exec(location.pathname)?.[1];
  if (classId) return <ClassPage classId={classId} />;
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
