import type { Desk } from './desk.ts';
import { type Point, type Style, most } from './marks.ts';

const perItem = most.ids;

/** What is chosen, as far as one may change it, in as many as go into one item. */
const inItems = (desk: Desk): readonly string[][] => {
  const ids = desk.chosen.value.map(({ id }) => id);
  return Array.from({ length: Math.ceil(ids.length / perItem) }, (_, item) => ids.slice(item * perItem, (item + 1) * perItem));
};

export const dropChosen = (desk: Desk): void => {
  desk.draw(...inItems(desk).map((drop) => ({ drop })));
  desk.selected.value = [];
};

/** In units. */
export const moveChosen = (desk: Desk, [dx, dy]: Point): void => {
  const by: [number, number] = [Math.round(dx), Math.round(dy)];
  if (by[0] !== 0 || by[1] !== 0) desk.draw(...inItems(desk).map((move) => ({ move, by })));
};

export const restyleChosen = (desk: Desk, as: Style): void => desk.draw(...inItems(desk).map((restyle) => ({ restyle, as })));

/** Makes what is chosen and is a picture larger or smaller, around its middle. */
export const scaleChosen = (desk: Desk, factor: number): void => {
  const puts = desk.chosen.value.flatMap(({ id, element }) => {
    if (element.kind !== 'image') return [];
    const [across, down] = element.size;
    const size: [number, number] = [Math.round(across * factor), Math.round(down * factor)];
    if (Math.min(...size) < least || Math.max(...size) > most.side) return [];
    const at: [number, number] = [
      Math.round(element.at[0] + (across - size[0]) / 2),
      Math.round(element.at[1] + (down - size[1]) / 2),
    ];
    return [{ put: id, element: { ...element, at, size } }];
  });
  desk.draw(...puts);
};
const least = 20;

export const chooseAll = (desk: Desk): void => void (desk.selected.value = desk.mine().map(({ id }) => id));
