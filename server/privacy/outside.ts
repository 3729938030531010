/** An address beside this server that the server or a browser in a class speaks to by itself. */
export type Destination = { readonly host: string; readonly purpose: { readonly fr: string; readonly en: string } };

/** Everything that leaves by itself: nothing. Whoever adds an entry changes every document. */
export const destinations: readonly Destination[] = [];

/** The European Economic Area, where the GDPR applies: codes of ISO 3166-1. */
const economicArea = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

/** True for a country where data would be out of the GDPR's area: a transfer that needs a safeguard (chapter V). */
export const isOutsideArea = (country: string): boolean => !economicArea.has(country);

/** A company or an institution that the operator relies on and that could reach data. */
export type SubProcessor = {
  readonly name: string;
  readonly address?: string | undefined;
  readonly contact?: string | undefined;
  /** What it does, in words. */
  readonly service: string;
  /** Two letters of ISO 3166-1. */
  readonly country: string;
  /** Reference of the contract with it (GDPR, article 28). */
  readonly contract?: string | undefined;
  /** With a country outside the area: what protects the transfer. */
  readonly safeguard?: string | undefined;
};

/** Data that goes to a country outside the European Economic Area. */
export type Transfer = { readonly to: string; readonly country: string; readonly safeguard: string | undefined };

type Place = {
  readonly name?: string | undefined;
  readonly country?: string | undefined;
  readonly safeguard?: string | undefined;
};
type Named = { readonly name?: string | undefined };
type Placed = Responsible & {
  readonly operator: Place;
  readonly hosting: Place;
  readonly subProcessors?: readonly SubProcessor[] | undefined;
};

const plain = (name: string): string => name.normalize('NFKC').replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** True when two names are of one party: the same, or one with what stands after a comma, such as who represents it. */
export const isSameParty = (one: string | undefined, other: string | undefined): boolean => {
  if (one === undefined || other === undefined) return false;
  const [a, b] = [plain(one), plain(other)];
  return a === b || a.startsWith(`${b},`) || b.startsWith(`${a},`);
};

type Responsible = { readonly controller: Named; readonly operator: Named; readonly otherControllers: readonly Named[] };

/** True when whoever decides to hold classes here runs the server too: nobody processes data on their behalf by running it. */
export const isSelfOperated = ({ controller, operator, otherControllers }: Responsible): boolean =>
  [controller, ...otherControllers].every(({ name }) => isSameParty(name, operator.name));

/** Where data leaves the European Economic Area, by the configuration; each party and country once. */
export const transfersOf = (settings: Placed): Transfer[] => {
  const { operator, hosting, subProcessors = [] } = settings;
  const places: readonly Place[] = [...(isSelfOperated(settings) ? [] : [operator]), hosting, ...subProcessors];
  const transfers = places.flatMap(({ name, country, safeguard }) =>
    country !== undefined && isOutsideArea(country) ? [{ to: name ?? 'hosting', country, safeguard }] : [],
  );
  return transfers.filter(
    (one, index) => transfers.findIndex(({ to, country }) => country === one.country && isSameParty(to, one.to)) === index,
  );
};

/** True when every place is said. Before, nobody may say that there is no transfer. */
export const knowsTransfers = (settings: Placed): boolean =>
  settings.hosting.country !== undefined &&
  settings.subProcessors !== undefined &&
  (settings.operator.country !== undefined || isSelfOperated(settings));
