import type { fr } from './text.fr.ts';

export const en: typeof fr = {
  neverConnected: {
    title: 'The connection to the class does not get through',
    detail:
      'The server answers, but something between it and you does not let the lasting connection (WebSocket) pass that a class needs. Trying again.',
    todo: 'Try another network (that of a phone, for instance), and tell the person who runs the network or the server: the filter or the proxy must let WebSockets pass.',
  },
  wrongAddress: {
    title: 'This page was not opened at the right address',
    detail: 'The server takes only what comes from its own address:',
    todo: 'Open the same link there: put this address in the place of its beginning.',
  },
};
