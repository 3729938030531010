import type { FastifyInstance } from 'fastify';
import type { AccountErased, AccountExport, HeldAccount } from '../../../protocol/held.ts';
import type { LedgerKey } from '../../../privacy/ledger.ts';
import { exportOf, heldClassOf, heldItemsOf } from '../../../disclosure/heldAccount.ts';
import { hostCookie, signedIn } from '../hostCookie.ts';
import type { RouteOptions } from '../options.ts';

/** A host sees what is held of the account, takes it along as a file, and erases it. */
export const accountRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { accounts, classes, erasing, hosts, held, heldIn, endErased, clock, log, secure } = options;
  const cookie = hostCookie(secure);

  app.get('/api/held', async (request): Promise<HeldAccount> => {
    const { account } = await signedIn(hosts, cookie, request);
    const own = await classes.ofOwner(account, clock.now());
    const listed = own.map((one) => heldClassOf(one, heldIn(one.id), held));
    const known = await accounts.heldOf(account, clock.now());
    return { at: clock.now(), legalHold: erasing.legalHold, items: heldItemsOf(known, own, held), classes: listed };
  });

  app.get('/api/export', async (request, reply): Promise<AccountExport> => {
    const { account } = await signedIn(hosts, cookie, request);
    const known = await accounts.heldOf(account, clock.now());
    const own = await classes.ofOwner(account, clock.now());
    log('host.exported', { account });
    reply.header('content-disposition', 'attachment; filename="ardoise-export.json"');
    return exportOf({ ...known, id: account }, own, clock.now());
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
