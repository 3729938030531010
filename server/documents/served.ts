import { accessibilityStatement } from './accessibility.ts';
import { pageStyle, renderPage } from './render/html.ts';
import { childNotice, fullNotice, shortNotice } from './notice.ts';
import type { Language } from './render/page.ts';
import { privacyJson } from './privacyJson.ts';
import type { DocumentSource } from './facts/source.ts';

/** A document as HTTP answers with it. */
export type Served = { readonly type: string; readonly body: string };

/** What each page loads: the script erases what closed tabs of a class left in the browser. */
const loaded = { style: '/documents.css', script: '/sweep.js' };

const types = { html: 'text/html; charset=utf-8', json: 'application/json; charset=utf-8', css: 'text/css; charset=utf-8' };

const inView = ({ first, links }: ReturnType<typeof shortNotice>): string => JSON.stringify({ first, links });

/** What a running server answers at each path, by language. It is the same until the next start. */
export const servedDocuments = (source: DocumentSource): ReadonlyMap<string, Readonly<Record<Language, Served>>> => {
  const inBoth = (type: keyof typeof types, body: (language: Language) => string): Record<Language, Served> => ({
    fr: { type: types[type], body: body('fr') },
    en: { type: types[type], body: body('en') },
  });
  return new Map([
    ['/notice', inBoth('html', (language) => renderPage(fullNotice(source, language), loaded))],
    ['/notice/enfants', inBoth('html', (language) => renderPage(childNotice(source, language), loaded))],
    ['/accessibilite', inBoth('html', (language) => renderPage(accessibilityStatement(source, language), loaded))],
    // What is in view before one enters, by itself: it counts in the first load.
    ['/api/notice/first', inBoth('json', (language) => inView(shortNotice(source, language)))],
    ['/api/notice', inBoth('json', (language) => JSON.stringify(shortNotice(source, language)))],
    ['/.well-known/privacy.json', inBoth('json', () => JSON.stringify(privacyJson(source)))],
    ['/documents.css', inBoth('css', () => pageStyle)],
  ]);
};
