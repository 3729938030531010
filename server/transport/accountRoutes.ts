import type { FastifyInstance } from 'fastify';
import type { AccountErased, AccountExport, HeldAccount, HeldItem } from '../protocol/held.ts';
import type { LedgerKey } from '../privacy/ledger.ts';
import type { StoredAccount } from '../store/ports/accounts.ts';
import type { StoredClass } from '../store/ports/classes.ts';
import { auditItem, diskItem, memoryItems } from './held.ts';
import { hostCookie, signedIn } from './hostCookie.ts';
import type { RouteOptions } from './httpOptions.ts';

const latest = (rows: readonly { readonly expiresAt: number }[]): number => Math.max(...rows.map(({ expiresAt }) => expiresAt));

/** What is held of an account on disk. The account itself goes with the last thing that leads to it. */
const itemsOf = (known: StoredAccount, classes: readonly StoredClass[], { held }: RouteOptions): HeldItem[] => {
  const stored = (item: LedgerKey, rows: readonly { readonly expiresAt: number }[]): HeldItem[] =>
    rows.length === 0 ? [] : [diskItem(held, item, 'store', rows.length, latest(rows))];
  return [
    diskItem(held, 'hostAccount', 'store', 1, latest([...known.sessions, ...known.invitations])),
    ...stored('hostSession', known.sessions),
    ...stored('hostInvitation', known.invitations),
    ...(['classroomId', 'classRecord', 'charter', 'hostCredential'] as const).flatMap((item) => stored(item, classes)),
    auditItem(held),
  ];
};

/** A host sees what is held of the account, takes it along as a file, and erases it. */
export const accountRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { accounts, classes, erasing, hosts, held, heldIn, isOpen, endErased, clock, log, secure } = options;
  const cookie = hostCookie(secure);

  app.get('/api/held', async (request): Promise<HeldAccount> => {
    const { account } = await signedIn(hosts, cookie, request);
    const own = await classes.ofOwner(account, clock.now());
    const listed = own.map(({ id, createdAt, expiresAt }) => {
      const counts = heldIn(id);
      return { id, createdAt, expiresAt, open: isOpen(id), ...(counts && { room: memoryItems(counts, held) }) };
    });
    const known = await accounts.heldOf(account, clock.now());
    return { at: clock.now(), legalHold: erasing.legalHold, items: itemsOf(known, own, options), classes: listed };
  });

  app.get('/api/export', async (request, reply): Promise<AccountExport> => {
    const { account } = await signedIn(hosts, cookie, request);
    const { createdAt, sessions, invitations } = await accounts.heldOf(account, clock.now());
    const own = await classes.ofOwner(account, clock.now());
    log('host.exported', { account });
    reply.header('content-disposition', 'attachment; filename="ardoise-export.json"');
    return {
      format: 1,
      at: clock.now(),
      account: { id: account, createdAt },
      sessions: sessions.map(({ id: _id, ...kept }) => kept),
      invitations: invitations.map(({ ownDevice, expiresAt }) => ({ ownDevice, expiresAt })),
      classes: own.map(({ id, charter, settings, vault, createdAt: made, expiresAt }) => ({
        id,
        charter,
        settings,
        vault,
        createdAt: made,
        expiresAt,
      })),
    };
  });

  app.delete('/api/account', async (request, reply): Promise<AccountErased> => {
    const { account } = await signedIn(hosts, cookie, request);
    const own = await classes.ofOwner(account, clock.now());
    const { counts, kept } = await erasing.erase('account-erased', { account });
    log('host.erased', { account });
    await Promise.all(own.map(({ id }) => endErased(id)));
    cookie.takeBack(reply);
    reply.header('clear-site-data', '"cache", "storage"');
    return { kept, erased: (Object.entries(counts) as [LedgerKey, number][]).map(([item, count]) => ({ item, count })) };
  });
};
