import { accessibility as en } from './en/accessibility.ts';
import { factsOf } from './facts/facts.ts';
import { accessibility as fr } from './fr/accessibility.ts';
import type { Language, Page } from './render/page.ts';
import type { AccessibilityAudit, DocumentSource } from './facts/source.ts';

const texts = { fr, en };

/** What an audit's rate allows to say (decree 2019-768): all criteria, at least half of them, or less. */
const levelOf = (audit: AccessibilityAudit | null) =>
  audit === null || audit.rate < 50 ? 'none' : audit.rate < 100 ? 'partial' : 'full';

/** The accessibility statement, served at `/accessibilite`. Without an audit it says "not compliant". */
export const accessibilityStatement = (source: DocumentSource, language: Language): Page => {
  const facts = factsOf(source, language);
  const level = levelOf(source.audit);
  const { title, sections, notice, other } = texts[language];
  return {
    language,
    title: title(level),
    sections: sections(facts, level),
    links: [
      { label: notice, href: `/notice?lang=${language}` },
      { label: other, href: `/accessibilite?lang=${language === 'fr' ? 'en' : 'fr'}` },
    ],
  };
};
