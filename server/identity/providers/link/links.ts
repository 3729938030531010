import type { Clock } from '../../../privacy/census.ts';
import type { InvitationMaker, InvitationStore } from '../../../store/ports/invitations.ts';
import type { Issued } from '../../hostSessions.ts';
import { hashToken, randomToken } from '../../tokens.ts';
import type { Proven } from '../port.ts';

const hour = 3_600_000;

/** The part of a link behind the `#`, which browsers never send. */
export const fragmentOf = (token: string): string => `invite.${token}`;

export type Links = ReturnType<typeof openLinks>;

/** One-time links: whoever opens one first, once, is signed in. */
export const openLinks = (deps: {
  readonly invitations: InvitationStore;
  readonly clock: Clock;
  readonly retention: { readonly invitationHours: number };
}) => {
  const { invitations, clock, retention } = deps;

  const make = async (made: { account: string | null; madeBy: InvitationMaker; maker: string | null }): Promise<Issued> => {
    const token = randomToken();
    const expires = clock.now() + retention.invitationHours * hour;
    await invitations.add({ hash: hashToken(token), expires, ...made });
    return { token, expires };
  };

  return {
    /** A link for another device of a host's own account, or for a colleague, who gets a new one. */
    invite: (maker: string, forWhom: 'own-device' | 'colleague'): Promise<Issued> =>
      make({ account: forWhom === 'own-device' ? maker : null, madeBy: 'host', maker }),

    /** A fresh link for the first host; earlier unused ones end. */
    async forFirstHost(): Promise<Issued> {
      await invitations.dropFirst();
      return make({ account: null, madeBy: 'start', maker: null });
    },

    /** What a link stands for, without using it. Null when it is used, expired or unknown. */
    look: (token: string): Promise<Proven | null> => invitations.find(hashToken(token), clock.now()),

    /** The same, once. */
    use: (token: string): Promise<Proven | null> => invitations.use(hashToken(token), clock.now()),

    /** False when the account made no such link, or it was used. */
    withdraw: (maker: string, id: string): Promise<boolean> => invitations.withdraw(maker, id),
  };
};
