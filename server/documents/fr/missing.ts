import type { MandatorySetting } from '../../config/mandatory.ts';

/** What the configuration lacks, in words. */
export const missing: Readonly<Record<MandatorySetting, string>> = {
  'controller.name': 'le nom du responsable de traitement',
  'controller.address': 'l’adresse du responsable de traitement',
  'controller.contact': 'le contact du responsable de traitement',
  'dpo.contact': 'le contact du délégué à la protection des données',
  'operator.name': 'le nom de qui tient le serveur',
  'operator.address': 'l’adresse de qui tient le serveur',
  'operator.contact': 'le contact de qui tient le serveur',
  'operator.securityContact': 'le contact en cas de problème de sécurité',
  'operator.country': 'le pays de qui tient le serveur',
  'operator.contract': 'la référence du contrat avec qui tient le serveur',
  'operator.dpo.contact': 'le contact du délégué à la protection des données de qui tient le serveur',
  'hosting.name': 'le nom de l’hébergeur',
  'hosting.address': 'l’adresse de l’hébergeur',
  'hosting.contact': 'le contact de l’hébergeur',
  'hosting.country': 'le pays où se trouve la machine',
  'hosting.contract': 'la référence du contrat avec l’hébergeur',
  subProcessors: 'les autres sous-traitants, ou qu’il n’y en a aucun',
  'subProcessor.address': 'l’adresse du sous-traitant',
  'subProcessor.contact': 'le contact du sous-traitant',
  'subProcessor.contract': 'la référence du contrat avec le sous-traitant',
  legalText: 'le texte de loi qui confie la mission d’intérêt public',
  interest: 'l’intérêt légitime poursuivi',
};
