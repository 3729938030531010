import type { Selectable } from 'kysely';
import type { ClassCharter, ClassSettings } from '../../protocol/http.ts';
import type { ClassStore, StoredClass } from '../ports/classes.ts';
import type { Rows, Tables } from './tables.ts';

const storedClass = (row: Selectable<Tables['classes']>): StoredClass => ({
  id: row.id,
  owner: row.owner,
  charter: {
    ...(JSON.parse(row.charter) as Omit<ClassCharter, 'openSecret'>),
    ...(row.open_secret !== null && { openSecret: row.open_secret }),
  },
  settings: JSON.parse(row.settings) as ClassSettings,
  hostProofHash: row.host_proof_hash,
  vault: row.vault,
  generation: row.generation,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

const charterColumns = ({ openSecret, ...rest }: ClassCharter) => ({
  charter: JSON.stringify(rest),
  open_secret: openSecret ?? null,
});

/** `lifetime`: milliseconds from the last use to the erasure. */
export const classesIn = ({ db, tenant }: Rows, lifetime: number): ClassStore => ({
  async create(owner, made, now) {
    const result = await db
      .insertInto('classes')
      .values({
        tenant,
        id: made.id,
        owner,
        ...charterColumns(made.charter),
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

  async find(id, now) {
    const row = await db
      .selectFrom('classes')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row ? storedClass(row) : null;
  },

  async ofOwner(owner, now) {
    const rows = await db
      .selectFrom('classes')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('owner', '=', owner)
      .where('expires_at', '>', now)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map(storedClass);
  },

  async renew(former, keys) {
    const { numUpdatedRows } = await db
      .updateTable('classes')
      .set({ ...charterColumns(keys.charter), host_proof_hash: keys.hostProofHash, vault: keys.vault })
      .set((set) => ({ generation: set('generation', '+', 1) }))
      .where('tenant', '=', tenant)
      .where('id', '=', former.id)
      .where('vault', '=', former.vault)
      .where('host_proof_hash', '=', former.hostProofHash)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  async touch(id, now) {
    const expires = now + lifetime;
    await db
      .updateTable('classes')
      .set({ used_at: now, expires_at: expires })
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .execute();
    return expires;
  },

  async bumpGeneration(id) {
    const row = await db
      .updateTable('classes')
      .set((set) => ({ generation: set('generation', '+', 1) }))
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .returning('generation')
      .executeTakeFirst();
    return row?.generation ?? 0;
  },
});
