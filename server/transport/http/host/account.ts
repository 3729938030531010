import type { AccountErased, AccountExport, HeldAccount } from '../../../protocol/held.ts';
import type { LedgerKey } from '../../../privacy/ledger.ts';
import { exportOf, heldClassOf, heldItemsOf } from '../../../disclosure/heldAccount.ts';
import type { ItemTerms } from '../../../disclosure/items.ts';
import type { Log } from '../../../logs/log.ts';
import type { Erasing } from '../../../privacy/erasing.ts';
import type { Clock } from '../../../privacy/census.ts';
import type { Counts } from '../../../privacy/journal.ts';
import type { AccountStore } from '../../../store/ports/accounts.ts';
import type { ClassStore } from '../../../store/ports/classes.ts';
import type { HostCookie } from '../hostCookie.ts';
import type { Routes } from '../routes.ts';

type AccountParts = {
  readonly cookie: HostCookie;
  readonly accounts: Pick<AccountStore, 'heldOf'>;
  readonly classes: Pick<ClassStore, 'ofOwner'>;
  readonly running: {
    /** What a class holds in memory; null when it does not run. */
    heldIn(classId: string): Counts | null;
    /** Ends a class that was erased; harmless when it does not run. */
    endErased(classId: string): Promise<void>;
  };
  readonly erasing: Pick<Erasing, 'erase' | 'legalHold'>;
  readonly held: ItemTerms;
  readonly clock: Clock;
  readonly log: Log;
};

/** A host sees what is held of the account, takes it along as a file, and erases it. */
export const accountRoutes =
  ({ cookie, accounts, classes, running, erasing, held, clock, log }: AccountParts): Routes =>
  (app) => {
    app.get('/api/held', async (request): Promise<HeldAccount> => {
      const { account } = await cookie.signedIn(request);
      const own = await classes.ofOwner(account, clock.now());
      const listed = own.map((one) => heldClassOf(one, running.heldIn(one.id), held));
      const known = await accounts.heldOf(account, clock.now());
      return { at: clock.now(), legalHold: erasing.legalHold, items: heldItemsOf(known, own, held), classes: listed };
    });

    app.get('/api/export', async (request, reply): Promise<AccountExport> => {
      const { account } = await cookie.signedIn(request);
      const known = await accounts.heldOf(account, clock.now());
      const own = await classes.ofOwner(account, clock.now());
      log('host.exported', { account });
      reply.header('content-disposition', 'attachment; filename="ardoise-export.json"');
      return exportOf({ ...known, id: account }, own, clock.now());
    });

    app.delete('/api/account', async (request, reply): Promise<AccountErased> => {
      const { account } = await cookie.signedIn(request);
      const own = await classes.ofOwner(account, clock.now());
      const { counts, kept } = await erasing.erase('account-erased', { account });
      log('host.erased', { account });
      await Promise.all(own.map(({ id }) => running.endErased(id)));
      cookie.takeBack(reply);
      reply.header('clear-site-data', '"cache", "storage"');
      return { kept, erased: (Object.entries(counts) as [LedgerKey, number][]).map(([item, count]) => ({ item, count })) };
    });
  };
