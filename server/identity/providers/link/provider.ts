import { Refusal } from '../../../protocol/refusal.ts';
import type { Log } from '../../../logs/log.ts';
import { type IdentityProvider, type ProviderRoute, route } from '../port.ts';
import { askInvitation, type Invitation, type InvitationLook, lookAtInvitation, signIn, withdrawn } from './contract.ts';
import { fragmentOf, type Links, openLinks } from './links.ts';

const routesOf = (links: Links, log: Log): ProviderRoute[] => [
  route({
    method: 'POST',
    path: '/api/session',
    reads: 'body',
    input: signIn,
    from: 'attempt',
    async answer({ token, replace = false }, browser) {
      await browser.signIn({ replace, prove: () => links.use(token) });
      return {};
    },
  }),
  route({
    method: 'POST',
    path: '/api/invitations',
    reads: 'body',
    input: askInvitation,
    from: 'host',
    async answer({ ownDevice = false }, browser): Promise<Invitation> {
      const { account } = await browser.host();
      const kind = ownDevice ? 'own-device' : 'colleague';
      const { token, expires } = await links.invite(account, kind);
      log('host.invited', { account, kind });
      return { token, expiresAt: expires };
    },
  }),
  route({
    method: 'POST',
    path: '/api/invitations/look',
    reads: 'body',
    input: lookAtInvitation,
    from: 'anybody',
    async answer({ token }, browser): Promise<InvitationLook> {
      const link = await links.look(token);
      if (!link) throw new Refusal('ticket');
      const present = await browser.session();
      const session = present === null ? 'none' : present.account === link.account ? 'same' : 'other';
      return { opens: link.account === null ? 'new-account' : 'own-account', session };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/invitations/:id',
    reads: 'path',
    input: withdrawn,
    from: 'host',
    async answer({ id }, browser) {
      const { account } = await browser.host();
      if (!(await links.withdraw(account, id))) throw new Refusal('not-found');
      log('host.invitationWithdrawn', { account });
      return {};
    },
  }),
];

/** One-time links. They need no setting but how long an unused one is good (`retention.invitationHours`), and tell nothing of anybody. */
export const link = {
  settings: {},
  texts: {
    fr: { signIn: 'lien à usage unique', tells: null },
    en: { signIn: 'a one-time link', tells: null },
  },
  isOn: () => true,
  destinations: () => [],
  open({ store, clock, retention, log }) {
    const links = openLinks({ invitations: store.invitations, clock, retention });
    return {
      routes: routesOf(links, log),
      firstHost: async () => {
        const { token } = await links.forFirstHost();
        log('host.invitedFirst', {});
        return fragmentOf(token);
      },
      [Symbol.dispose]: () => {},
    };
  },
} as const satisfies IdentityProvider;
