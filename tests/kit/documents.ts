import { parseConfig } from '../../server/config/schema.ts';
import { documentSource } from '../../server/documents/facts/runningSource.ts';
import type { AccessibilityAudit, DocumentSource } from '../../server/documents/facts/source.ts';
import { everyIdentity } from '../contract/providers.ts';

/** Settings that say who is responsible for everything, with every way of signing in. */
export const completeSettings = {
  identity: everyIdentity,
  http: { publicOrigin: 'https://classes.example.fr' },
  controller: { name: 'Collège Jean Exemple', address: '1 rue de l’École, Lille', contact: 'direction@college.example' },
  operator: {
    name: 'Académie Exemple',
    address: '2 rue du Nord, Lille',
    contact: 'numerique@academie.example',
    securityContact: 'mailto:securite@academie.example',
    country: 'FR',
    contract: 'convention 2026-4',
    dpo: { contact: 'dpd-numerique@academie.example' },
  },
  dpo: { name: 'Déléguée de l’académie', contact: 'dpd@academie.example' },
  hosting: {
    name: 'Hébergeur Exemple',
    address: '3 rue du Parc, Roubaix',
    contact: 'contact@hebergeur.example',
    country: 'FR',
    contract: 'marché 12',
  },
  subProcessors: [],
  legalText: 'code de l’éducation, article L. 131-2',
};

export const made = '2026-03-04T05:06:07.000Z';

/** What the documents are made from, with these settings. */
export const sourceOf = (settings: object = completeSettings, audit: AccessibilityAudit | null = null): DocumentSource => ({
  ...documentSource(parseConfig(JSON.stringify(settings)), made),
  audit,
});
