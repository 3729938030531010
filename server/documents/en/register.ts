import type { register as fr } from '../fr/register.ts';

/** The register's fixed sentences (GDPR, article 30). */
export const register: typeof fr = {
  class: 'Holding classes at a distance',
  security: 'Security of the service',
  processorCategory: 'Housing and running a server of classes at a distance, on behalf of the controller',
  sensitive: 'No sensitive data is asked for; voice and image are not used to identify.',
  columns: [
    'register',
    'processing',
    'controller',
    'processor',
    'officer',
    'data',
    'purpose',
    'legal basis',
    'persons',
    'recipients',
    'place',
    'erasure',
    'transfers',
    'measures',
  ],
  kinds: { controller: 'controller', processor: 'processor' },
};
