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
import { isSelfOperated } from '../privacy/outside.ts';
import type { DocumentSource } from './facts/source.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const style = './documents.css';

/** The register of each controller: the first has no number. */
const controllerFiles = (source: DocumentSource, language: Language): [name: string, content: string][] =>
  [null, ...source.settings.otherControllers].map((_, index) => [
    `register-controller${index === 0 ? '' : `-${index + 1}`}.${language}.json`,
    json(controllerRegister(source, language, index)),
  ]);

/** What only who processes data for somebody else needs: a school that runs its own server signs nothing with itself. */
const processorFiles = (source: DocumentSource, language: Language): [name: string, content: string][] => {
  const annexes = contractAnnexes(source, language);
  return [
    [`register-processor.${language}.json`, json(processorRegister(source, language))],
    [`annexes.${language}.md`, annexes.map(renderMarkdown).join('\n')],
    [`annexes.${language}.json`, json(annexes.map(({ title, sections }) => ({ title, sections })))],
  ];
};

const filesIn = (source: DocumentSource, language: Language): [name: string, content: string][] => {
  return [
    [`notice.${language}.html`, renderPage(fullNotice(source, language), { style })],
    [`notice-children.${language}.html`, renderPage(childNotice(source, language), { style })],
    [`notice-short.${language}.json`, json(shortNotice(source, language))],
    ...controllerFiles(source, language),
    [`register.${language}.csv`, renderCsv(registerRows(source, language), language === 'fr' ? ';' : ',')],
    [`dpia.${language}.json`, json(dpiaFile(source, language))],
    ...(isSelfOperated(source.settings) ? [] : processorFiles(source, language)),
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
