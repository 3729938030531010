import { type Canary, declared, type Elapsed } from './canary.ts';
import type { Sighting } from './proof.ts';
import { type Spot, spots } from './search.ts';

const units: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

const timeOf = (elapsed: Elapsed): string => {
  if (elapsed === null) return 'in class';
  if (elapsed === 0) return 'class over';
  const [size, unit] = units.find(([seconds]) => elapsed >= seconds) ?? [1, 's'];
  return `+ ${Math.floor(elapsed / size)} ${unit}`;
};

const isIn = (sighting: Sighting, spot: Spot, at: number): boolean =>
  sighting.looks[at]?.found.some((found) => found.spot === spot) === true;

/** The first look from which on nothing is found any more. */
const goneAt = (sightings: readonly Sighting[]): string => {
  const looks = sightings[0]?.looks ?? [];
  const last = looks.findLastIndex((_, at) => sightings.some((sighting) => (sighting.looks[at]?.found.length ?? 0) > 0));
  if (last === -1) return 'never there';
  const gone = looks[last + 1];
  return gone ? timeOf(gone.elapsed) : 'STILL THERE';
};

const rowOf = (item: string, sightings: readonly Sighting[], canary: Canary): string[] => {
  const looks = sightings[0]?.looks ?? [];
  const found = spots.filter((spot) => looks.some((_, at) => sightings.some((sighting) => isIn(sighting, spot, at))));
  return [`${item} (${sightings.length})`, declared(canary), found.join(', ') || 'nowhere', goneAt(sightings)];
};

/** Every item with how many canaries stood for it: what the ledger declares, where it was found, and from when on nowhere. */
export const tableOf = (sightings: readonly Sighting[]): string => {
  const items = Map.groupBy(sightings, ({ canary }) => canary.item);
  const rows = [
    ['item', 'declared', 'found in', 'gone'],
    ...[...items].flatMap(([item, ofItem]) => (ofItem[0] ? [rowOf(item, ofItem, ofItem[0].canary)] : [])),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
