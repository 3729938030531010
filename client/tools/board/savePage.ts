import type { RoomState } from '../../room/roomState.ts';
import { onPage } from '../../sheet/layer.ts';
import { paperGround } from '../../sheet/paper.ts';
import { pictureOf } from '../../sheet/picture.ts';
import { pageBox } from './board.ts';
import type { BoardDesk } from './desk.ts';
import { words } from './text.ts';

/** Saves the page that one looks at as a picture, on this device only. */
export const savePage = async (desk: BoardDesk, room: RoomState): Promise<void> => {
  const board = desk.layer.value;
  const page = desk.page.value;
  if (!board || page === null) return;
  const elements = onPage(board, page).map(({ element }) => element);
  const paper = board.pages.find(({ id }) => id === page)?.paper ?? 'blank';
  const canvas = pictureOf(elements, paperGround[paper], pageBox);
  const blob = await new Promise<Blob | null>((resolve) => (canvas ? canvas.toBlob(resolve, 'image/png') : resolve(null)));
  if (!blob) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'tableau.png';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  room.remark(words().savedFor);
};
