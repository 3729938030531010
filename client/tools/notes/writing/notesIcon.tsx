/** Own drawings, on a grid of 24 units, as those of the class: they come with this tool's script. */
const drawings = {
  strong: 'M7 4.5h6.5a3.7 3.7 0 0 1 0 7.4H7zM7 11.9h7.5a3.8 3.8 0 0 1 0 7.6H7zM8.2 4.5v15',
  em: 'M10 4.5h8M6 19.5h8M14 4.5l-4 15',
  code: 'M8 7l-5 5l5 5M16 7l5 5l-5 5M13.5 5l-3 14',
  link: 'M10 14a4.5 4.5 0 0 0 6.4 0l3-3a4.5 4.5 0 0 0-6.4-6.4l-1 1M14 10a4.5 4.5 0 0 0-6.4 0l-3 3a4.5 4.5 0 0 0 6.4 6.4l1-1',
  bullet_list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  ordered_list: 'M10 6h10M10 12h10M10 18h10M3.5 4.8L5 4v4.5M3.5 10.5h2.3L3.5 14h2.5M3.5 16h2.3l-1.3 1.6a1.2 1.2 0 1 1-1 2',
  blockquote: 'M5 17c2.5-1 3.5-3 3.5-5.5H5V7h4.5v4.5M14 17c2.5-1 3.5-3 3.5-5.5H14V7h4.5v4.5',
  undo: 'M4.5 9.5h10a5 5 0 0 1 0 10H9M4.5 9.5L9 5M4.5 9.5L9 14',
  redo: 'M19.5 9.5h-10a5 5 0 0 0 0 10H15M19.5 9.5L15 5M19.5 9.5L15 14',
} as const;
export type NotesIconName = keyof typeof drawings;

export function NotesIcon({ name }: { name: NotesIconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
