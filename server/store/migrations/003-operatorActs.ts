import type { Change } from './dialect.ts';

/** The operator's command works beside a running server, which owns the logs: it leaves here what the server is to log. */
export const operatorActs: Change = async (db, { counter }) => {
  await db.schema
    .createTable('operator_acts')
    .addColumn('id', counter, (column) => column.primaryKey())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('classes', 'text')
    .addColumn('counts', 'text')
    .execute();
};
