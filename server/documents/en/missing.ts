import type { missing as fr } from '../fr/missing.ts';

/** What the configuration lacks, in words. */
export const missing: typeof fr = {
  'controller.name': 'the controller’s name',
  'controller.address': 'the controller’s address',
  'controller.contact': 'the controller’s contact',
  'dpo.contact': 'the data protection officer’s contact',
  'operator.name': 'the name of who runs the server',
  'operator.address': 'the address of who runs the server',
  'operator.contact': 'the contact of who runs the server',
  'operator.securityContact': 'the contact for security problems',
  'operator.country': 'the country of who runs the server',
  'operator.contract': 'the reference of the contract with who runs the server',
  'operator.dpo.contact': 'the contact of the data protection officer of who runs the server',
  'hosting.name': 'the name of the hosting company',
  'hosting.address': 'the address of the hosting company',
  'hosting.contact': 'the contact of the hosting company',
  'hosting.country': 'the country where the machine is',
  'hosting.contract': 'the reference of the contract with the hosting company',
  subProcessors: 'the other processors, or that there is none',
  'subProcessor.address': 'the processor’s address',
  'subProcessor.contact': 'the processor’s contact',
  'subProcessor.contract': 'the reference of the contract with the processor',
  legalText: 'the legal text that gives the task in the public interest',
  interest: 'the legitimate interest that is pursued',
};
