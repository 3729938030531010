import type { Kysely, RawBuilder } from 'kysely';

/** What the changes of the tables say differently from one database to the next. */
export type Dialect = {
  /** The type of a key that counts up by itself. */
  readonly counter: 'integer' | 'bigserial';
  /** An expression for 22 random characters, another one for each row. */
  readonly randomId: RawBuilder<string>;
};

/** One change of the tables. It keeps what they hold. */
export type Change = (db: Kysely<unknown>, dialect: Dialect) => Promise<void>;
