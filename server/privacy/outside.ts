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

type Placed = {
  readonly hosting: {
    readonly name?: string | undefined;
    readonly country?: string | undefined;
    readonly safeguard?: string | undefined;
  };
  readonly subProcessors: readonly SubProcessor[];
};

/** Where data leaves the European Economic Area, by the configuration. */
export const transfersOf = ({ hosting, subProcessors }: Placed): Transfer[] =>
  [hosting, ...subProcessors].flatMap(({ name, country, safeguard }) =>
    country !== undefined && isOutsideArea(country) ? [{ to: name ?? 'hosting', country, safeguard }] : [],
  );
