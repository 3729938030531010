/** Own drawings, on a grid of 24 units, as those of the class: they come with this tool's script. */
const drawings = {
  select: 'M6 3.5l12.5 9l-6 1l3.5 6.5l-2.5 1.3l-3.4-6.6l-4.1 4.3z',
  move: 'M12 3v18M3 12h18M12 3l-2.5 2.5M12 3l2.5 2.5M12 21l-2.5-2.5M12 21l2.5-2.5M3 12l2.5-2.5M3 12l2.5 2.5M21 12l-2.5-2.5M21 12l-2.5 2.5',
  pen: 'M4 20l1-4.5L16.5 4a2 2 0 0 1 3 3L8 18.9zM14.5 6l3 3',
  light: 'M9 14l-3.5 3.5V20H9l2-2M9 14l7.5-9.5a1.7 1.7 0 0 1 2.5-.2l.9.9a1.7 1.7 0 0 1-.2 2.5L10.5 16zM13 21h8',
  eraser: 'M9 20h11M4.5 15.5l9-10.5a2 2 0 0 1 3-.1l3.6 3.6a2 2 0 0 1 0 2.9L12 19.5a2 2 0 0 1-1.4.5H9zM8.5 11l6.5 6.5',
  line: 'M5 19L19 5',
  laser:
    'M12 8.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7zM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.5 5.5l2 2M16.5 16.5l2 2M18.5 5.5l-2 2M7.5 16.5l-2 2',
  arrow: 'M5 19L19 5M11 5h8v8',
  box: 'M4.5 6h15v12h-15z',
  oval: 'M12 5.5c5 0 8.5 2.7 8.5 6.5s-3.5 6.5-8.5 6.5S3.5 15.8 3.5 12S7 5.5 12 5.5z',
  text: 'M5 7V5h14v2M12 5v14M9 19h6',
  note: 'M4.5 4.5h15v10l-5 5h-10zM14.5 19.5v-5h5M8 9h8M8 12.5h4',
  undo: 'M4.5 9.5h10a5 5 0 0 1 0 10H9M4.5 9.5L9 5M4.5 9.5L9 14',
  redo: 'M19.5 9.5h-10a5 5 0 0 0 0 10H15M19.5 9.5L15 5M19.5 9.5L15 14',
  bin: 'M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5',
  plus: 'M7 3.5h7l4 4V20H7zM14 3.5v4h4M12.5 11v5M10 13.5h5',
  minus: 'M5 12h14',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  save: 'M12 4v11M7.5 11l4.5 4.5l4.5-4.5M5 20h14',
  previous: 'M15 5l-7 7l7 7',
  next: 'M9 5l7 7l-7 7',
  nearer: 'M12 5v14M5 12h14',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
} as const;
export type SheetIconName = keyof typeof drawings;

export function SheetIcon({ name }: { name: SheetIconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
