import type { RoomState } from '../../../room/roomState.ts';
import { pageSize } from '../board.ts';
import type { Desk } from '../desk.ts';
import { around, boxOf } from './geometry.ts';
import { paint, paintPaper } from './painting.ts';
import { onPage } from './sheet.ts';
import { words } from '../text.ts';

const margin = 20;
/** As large as browsers make a canvas, with some room. */
const largest = 8_000;

/** Saves the page that one looks at as a picture, on this device only. */
export const savePage = async (desk: Desk, room: RoomState): Promise<void> => {
  const board = desk.board.value;
  const page = desk.page.value;
  if (!board || page === null) return;
  const elements = onPage(board, page).map(({ element }) => element);
  const whole = { left: 0, top: 0, right: pageSize.width, bottom: pageSize.height };
  const { left, top, right, bottom } = around([whole, ...elements.map(boxOf)]) ?? whole;
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin];
  const scale = Math.min(1, largest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, (margin - left) * scale, (margin - top) * scale);
  const paper = board.pages.find(({ id }) => id === page)?.paper ?? 'blank';
  paintPaper(
    context,
    paper,
    { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin },
    1 / scale,
  );
  for (const element of elements) paint(context, element);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'tableau.png';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  room.remark(words().savedFor);
};
