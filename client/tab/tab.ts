import { type Bytes, fromBase64url, toBase64url } from '../crypto/base/bytes.ts';
import type { Identity } from '../crypto/credentials/identity.ts';
import { importSigningKey, importVerifyKey } from '../crypto/base/primitives.ts';
import type { ClassLink } from './classLink.ts';
import { beatMs, holdRecord, isOver, mayKeepVisit } from './lease.ts';
import { deleteRecord, getRecord, putRecord, type TabRecord } from './records.ts';
import {
  forgetNumber,
  keyOf,
  newBase,
  newNumber,
  numberOfTab,
  type Opened,
  recordName,
  rememberNumber,
  sealTab,
  unsealTab,
} from './sealing.ts';

/** What a tab keeps of a visit, so that reloading the page neither loses the seat nor asks the host again. */
export type SavedVisit = {
  readonly participantId: string;
  readonly name: string;
  readonly seat: string;
  readonly identity: Identity;
  /** The state of the group, secret keys included. */
  readonly group: Bytes | null;
};

/**
 * What this tab remembers of its class: link and visit. It survives a reload, not the tab: a living page holds it, and any
 * page of this site deletes what no page holds and was not seen for longer than the grace. Where the browser keeps nothing (some private
 * windows), it does not survive a reload either.
 */
export type Tab = {
  /** The class's link: from the address, else from before the reload. Null when there is none, or no more. */
  link(): Promise<ClassLink | null>;
  /** The visit before the reload, or null. */
  visit(): Promise<SavedVisit | null>;
  /** Remembers the visit, in the place of the one before. Resolves once it is kept; writes are gathered. */
  keep(visit: SavedVisit): Promise<void>;
  /** The visit is over, and may begin anew: the link stays. */
  forgetVisit(): Promise<void>;
  /** Nothing of the class stays in the browser, from now on. */
  erase(): Promise<void>;
};

type Memory = { readonly link: ClassLink; readonly visit: SavedVisit | null };
/** A record that this page writes. */
type Holding = { readonly number: Bytes; readonly name: string; readonly base: CryptoKey; readonly key: CryptoKey };
/** What this page found: `letGo` lets another page hold the record. */
type Found = { readonly holding: Holding; readonly memory: Memory | null; readonly letGo: () => void };

const sameLink = (one: ClassLink, other: ClassLink) => one.classId === other.classId && one.fragment === other.fragment;

const contentOf = ({ link, visit }: Memory): Opened => {
  if (visit === null) return { link, visit: null, group: null };
  const { participantId, name, seat, identity, group } = visit;
  const keys = { signKey: toBase64url(identity.signKey), publicKey: toBase64url(identity.publicKey) };
  return { link, visit: { participantId, name, seat, ...keys }, group };
};

const memoryOf = async ({ link, visit, group }: Opened, agreement: CryptoKeyPair | null): Promise<Memory> => {
  if (visit === null || agreement === null) return { link, visit: null };
  const { participantId, name, seat } = visit;
  const [signKey, publicKey] = [fromBase64url(visit.signKey), fromBase64url(visit.publicKey)];
  const signing = { privateKey: await importSigningKey(signKey), publicKey: await importVerifyKey(publicKey) };
  return { link, visit: { participantId, name, seat, identity: { agreement, signing, signKey, publicKey }, group } };
};

const recordOf = async ({ name, base, key }: Holding, memory: Memory): Promise<TabRecord> => ({
  name,
  base,
  sealed: await sealTab(key, contentOf(memory)),
  agreement: memory.visit?.identity.agreement ?? null,
  seen: Date.now(),
});

const newHolding = async (number: Bytes): Promise<Holding> => {
  const base = await newBase();
  return { number, name: await recordName(number), base, key: await keyOf(base, number) };
};

/** What was kept under this number, unless its time is over. */
const readTab = async (number: Bytes): Promise<{ holding: Holding; memory: Memory } | null> => {
  try {
    const record = await getRecord(await recordName(number));
    if (!record || isOver(record, Date.now())) return null;
    const { name, base } = record;
    const key = await keyOf(base, number);
    return {
      holding: { number, name, base, key },
      memory: await memoryOf(await unsealTab(key, record.sealed), record.agreement),
    };
  } catch {
    return null;
  }
};

/** Finds what this tab had. A duplicated tab gets the link only, and a number of its own: the visit is the first one's. */
const findOwn = async (): Promise<Found> => {
  const number = numberOfTab();
  let link: ClassLink | null = null;
  if (number !== null) {
    const name = await recordName(number);
    const letGo = await holdRecord(name);
    const found = await readTab(number);
    if (letGo && found && (found.memory.visit === null || (await mayKeepVisit(name)))) return { ...found, letGo };
    if (letGo && !found) await deleteRecord(name);
    letGo?.();
    forgetNumber();
    link = found?.memory.link ?? null;
  }
  const holding = await newHolding(newNumber());
  const letGo = await holdRecord(holding.name);
  return { holding, memory: link && { link, visit: null }, letGo: letGo ?? (() => {}) };
};

/** Opens this tab's memory. `given`: the link that the address had; another one than before begins afresh. */
export const openTab = (given: ClassLink | null): Tab => {
  let holding: Holding | null = null;
  let letGo = () => {};
  let memory: Memory | null = given && { link: given, visit: null };
  let over = false;
  let changed = false;
  let writing: Promise<void> | null = null;
  const writeAll = async () => {
    await ready;
    while (changed && memory && holding && !over) {
      changed = false;
      // Another tab that left its class had the browser erase what this site stored: this one is still in its own.
      rememberNumber(holding.number);
      await putRecord(await recordOf(holding, memory)).catch(() => undefined);
    }
    writing = null;
  };
  const write = () => {
    changed = true;
    writing ??= writeAll();
    return writing;
  };
  const find = async () => {
    const own = await findOwn();
    ({ holding, letGo } = own);
    const { memory: former } = own;
    if (former && (!given || sameLink(former.link, given))) memory = former;
  };
  /** Nothing was kept of this tab that would have to be read first. */
  const fresh = given !== null && numberOfTab() === null;
  const ready = find().catch(() => undefined);
  void write();
  const beat = setInterval(() => void write(), beatMs);
  for (const event of ['pagehide', 'visibilitychange']) addEventListener(event, () => void write());
  return {
    link: async () => {
      if (!given) await ready;
      return memory?.link ?? null;
    },
    visit: async () => {
      if (!fresh) await ready;
      return memory?.visit ?? null;
    },
    keep: (visit) => {
      if (memory) memory = { ...memory, visit };
      return write();
    },
    forgetVisit: async () => {
      if (memory) memory = { ...memory, visit: null };
      await write();
    },
    erase: async () => {
      over = true;
      memory = null;
      clearInterval(beat);
      await ready;
      await writing;
      forgetNumber();
      if (holding) await deleteRecord(holding.name).catch(() => undefined);
      letGo();
    },
  };
};

/**
 * Leaves a link to the page that this tab opens next, so that it is in no address. False when the browser keeps nothing.
 * That page must come within the grace.
 */
export const leaveLink = async (link: ClassLink): Promise<boolean> => {
  try {
    const holding = await newHolding(newNumber());
    await putRecord(await recordOf(holding, { link, visit: null }));
    rememberNumber(holding.number);
    return true;
  } catch {
    return false;
  }
};
