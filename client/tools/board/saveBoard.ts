import type { RoomState } from '../../room/roomState.ts';
import { onPage } from '../../sheet/layer.ts';
import { paperGround } from '../../sheet/paper.ts';
import { pictureOf } from '../../sheet/pictures/picture.ts';
import { picturesReady } from '../../sheet/pictures/pictures.ts';
import { type Board, type BoardPage, pageBox } from './board.ts';
import type { BoardDesk } from './desk.ts';
import { saveFile } from '../../ui/actions/saveFile.ts';
import { words } from './text.ts';

/** Points of a PDF for each pixel: a page that is no larger than the first view is about as wide as A4 in landscape. */
const pointsPerPixel = 0.5;

const painted = async (board: Board, { id, paper }: BoardPage): Promise<HTMLCanvasElement | null> => {
  const drawn = onPage(board, id);
  await picturesReady(drawn);
  return pictureOf(drawn, paperGround[paper], pageBox);
};

const pngOf = async (board: Board, page: BoardPage): Promise<Blob | null> => {
  const canvas = await painted(board, page);
  return new Promise((resolve) => (canvas ? canvas.toBlob(resolve, 'image/png') : resolve(null)));
};

/** All pages in one file. Null where the browser cannot paint one. */
const pdfOf = async (board: Board): Promise<Blob | null> => {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const file = await PDFDocument.create();
  for (const page of board.pages) {
    const png = await pngOf(board, page);
    if (!png) return null;
    const image = await file.embedPng(await png.arrayBuffer());
    const [width, height] = [image.width * pointsPerPixel, image.height * pointsPerPixel];
    file.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  return new Blob([Uint8Array.from(await file.save())], { type: 'application/pdf' });
};

/** Saves on this device only: the page that one looks at as a picture, or all of them. */
export const saveBoard = async (desk: BoardDesk, room: RoomState, as: 'png' | 'pdf'): Promise<void> => {
  const board = desk.layer.value;
  const page = board?.pages.find(({ id }) => id === desk.page.value);
  if (!board || !page) return;
  const blob = await (as === 'png' ? pngOf(board, page) : pdfOf(board)).catch(() => null);
  if (!blob) return room.remark(words().saveFailed);
  saveFile(`tableau.${as}`, blob);
  room.remark(words().savedFor);
};
