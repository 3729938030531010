import type { register as fr } from '../fr/register.ts';

/** The register's fixed sentences (GDPR, article 30). */
export const register: typeof fr = {
  class: 'Holding classes at a distance',
  security: 'Security of the service',
  processorCategory: 'Housing and running a server of classes at a distance, on behalf of the controller',
  sensitive:
    'No sensitive data is asked for; voice and image are not used to identify. An image or a word may reveal some by chance (health, religion, origin): nothing is drawn from it or recorded.',
  columns: [
    'register',
    'processing',
    'controller',
    'address and contact of the controller',
    'officer of the controller',
    'processors (service, name, address, contact, country, contract)',
    'officer of who runs the server',
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
