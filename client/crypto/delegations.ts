import type { Admissions } from './admissions.ts';
import type { Bytes } from './bytes.ts';
import type { GroupParts } from './groupParts.ts';
import type { Admitted, Keyring } from './keyring.ts';
import { isDelegated, signDelegation } from './roster.ts';

/** The host key's permissions for co-hosts to sign rosters: given by a host's browser, taken by a co-host's. */
export class Delegations {
  readonly #parts: GroupParts;
  readonly #admissions: Admissions;
  readonly #given = new Set<string>();

  constructor(parts: GroupParts, admissions: Admissions) {
    this.#parts = parts;
    this.#admissions = admissions;
  }

  /** Gives each co-host the permission of this session, once. */
  async give(admitted: readonly Admitted[], keyring: Keyring): Promise<void> {
    const { options, register } = this.#parts;
    const { session, version } = register.roster ?? {};
    if (!options.hostPrivateKey || session === undefined || version === undefined) return;
    const due = admitted.filter((one) => register.entry(one.id)?.role === 'cohost' && !this.#given.has(markOf(session, one)));
    for (const one of due) {
      const delegate = { id: one.id, verify: one.card.verify };
      const delegation = await signDelegation(options.hostPrivateKey, options.classId, session, delegate);
      const box = await keyring.wrapFor(one, session, { kind: 'delegation', version, delegation });
      this.#given.add(markOf(session, one));
      const sending = options.sendKeys([box]).catch(() => ({ ok: false }));
      void sending.then(({ ok }) => ok || this.#given.delete(markOf(session, one)));
    }
  }

  /** This co-host lost it: they get it again. */
  forget(one: Admitted): void {
    const session = this.#parts.register.roster?.session;
    if (session !== undefined) this.#given.delete(markOf(session, one));
  }

  /** Takes a permission for oneself, whoever brings it: the host key signed it. */
  async take(delegation: Bytes): Promise<void> {
    const { options, register, hostKey, self, warn } = this.#parts;
    const session = register.roster?.session ?? '';
    const delegate = { id: self.id, verify: self.card.verify };
    const good = await isDelegated(hostKey, options.classId, session, delegate, delegation);
    if (good) this.#admissions.delegate(session, delegation);
    else warn('key');
  }
}

const markOf = (session: string, { id, proven }: Admitted) => `${session}/${id}/${proven.hash}`;
