import { accessibilityStatement } from './accessibility.ts';
import { contractAnnexes } from './annexes.ts';
import { renderCsv } from './render/csv.ts';
import { dpiaFile } from './dpia.ts';
import { pageStyle, renderPage } from './render/html.ts';
import { renderMarkdown } from './render/markdown.ts';
import { childNotice, fullNotice, shortNotice } from './notice.ts';
import type { Language } from './render/page.ts';
import { privacyJson } from './privacyJson.ts';
import { controllerRegister, processorRegister, registerRows } from './register.ts';
import { registerSchema } from './registerSchema.ts';
import type { DocumentSource } from './facts/source.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const style = './documents.css';

const filesIn = (source: DocumentSource, language: Language): [name: string, content: string][] => {
  const annexes = contractAnnexes(source, language);
  return [
    [`notice.${language}.html`, renderPage(fullNotice(source, language), { style })],
    [`notice-children.${language}.html`, renderPage(childNotice(source, language), { style })],
    [`notice-short.${language}.json`, json(shortNotice(source, language))],
    [`register-controller.${language}.json`, json(controllerRegister(source, language))],
    [`register-processor.${language}.json`, json(processorRegister(source, language))],
    [`register.${language}.csv`, renderCsv(registerRows(source, language))],
    [`dpia.${language}.json`, json(dpiaFile(source, language))],
    [`annexes.${language}.md`, annexes.map(renderMarkdown).join('\n')],
    [`annexes.${language}.json`, json(annexes.map(({ title, sections }) => ({ title, sections })))],
    [`accessibility.${language}.html`, renderPage(accessibilityStatement(source, language), { style })],
  ];
};

/** Every document, in both languages: the content of each file by its name. */
export const documentFiles = (source: DocumentSource): ReadonlyMap<string, string> =>
  new Map([
    ...filesIn(source, 'fr'),
    ...filesIn(source, 'en'),
    ['privacy.json', json(privacyJson(source))],
    ['register.schema.json', json(registerSchema)],
    ['documents.css', pageStyle],
  ]);
