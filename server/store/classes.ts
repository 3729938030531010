import type { Kysely } from 'kysely';
import type { ClassCharter, ClassSettings, CreateClass } from '../protocol/http.ts';
import type { ClassesTable, Tables } from './tables.ts';

/** A class as the store keeps it. Times in milliseconds since 1970. */
export type StoredClass = {
  readonly id: string;
  readonly owner: string | null;
  readonly charter: ClassCharter;
  readonly settings: ClassSettings;
  readonly hostProofHash: string;
  readonly vault: string;
  readonly generation: number;
  readonly createdAt: number;
  readonly expiresAt: number;
};

const storedClass = (row: ClassesTable): StoredClass => ({
  id: row.id,
  owner: row.owner,
  charter: JSON.parse(row.charter) as ClassCharter,
  settings: JSON.parse(row.settings) as ClassSettings,
  hostProofHash: row.host_proof_hash,
  vault: row.vault,
  generation: row.generation,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

/** The classes that were made. `lifetime`: milliseconds from the last use to the erasure. */
export const classesIn = (db: Kysely<Tables>, lifetime: number) => ({
  /** False when the identifier is taken. */
  async create(owner: string, made: CreateClass, now: number): Promise<boolean> {
    const result = await db
      .insertInto('classes')
      .values({
        id: made.id,
        owner,
        charter: JSON.stringify(made.charter),
        settings: JSON.stringify(made.settings),
        host_proof_hash: made.hostProofHash,
        vault: made.vault,
        generation: 0,
        created_at: now,
        used_at: now,
        expires_at: now + lifetime,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return result.numInsertedOrUpdatedRows === 1n;
  },

  /** The class, if it has not expired. */
  async find(id: string, now: number): Promise<StoredClass | null> {
    const row = await db.selectFrom('classes').selectAll().where('id', '=', id).where('expires_at', '>', now).executeTakeFirst();
    return row ? storedClass(row) : null;
  },

  /** The classes that an account made, newest first. */
  async ofOwner(owner: string, now: number): Promise<StoredClass[]> {
    const rows = await db
      .selectFrom('classes')
      .selectAll()
      .where('owner', '=', owner)
      .where('expires_at', '>', now)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map(storedClass);
  },

  /** Gives the class new keys, at once; false when it has others than `former` by now. Seats given before are worthless. */
  async renew(former: StoredClass, keys: Pick<StoredClass, 'charter' | 'hostProofHash' | 'vault'>): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('classes')
      .set({ charter: JSON.stringify(keys.charter), host_proof_hash: keys.hostProofHash, vault: keys.vault })
      .set((set) => ({ generation: set('generation', '+', 1) }))
      .where('id', '=', former.id)
      .where('vault', '=', former.vault)
      .where('host_proof_hash', '=', former.hostProofHash)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  /** The class is used now: it lives on from here. Gives until when. */
  async touch(id: string, now: number): Promise<number> {
    const expires = now + lifetime;
    await db.updateTable('classes').set({ used_at: now, expires_at: expires }).where('id', '=', id).execute();
    return expires;
  },

  /** Makes the seat tokens given before no longer count as admitted. Gives the new generation. */
  async bumpGeneration(id: string): Promise<number> {
    const row = await db
      .updateTable('classes')
      .set((set) => ({ generation: set('generation', '+', 1) }))
      .where('id', '=', id)
      .returning('generation')
      .executeTakeFirst();
    return row?.generation ?? 0;
  },
});
