import './icon.css';

/** Own drawings, on a grid of 24 units, stroked in the colour of the text. */
const drawings = {
  board: 'M4 5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8 15l3.5-7h1l3.5 7M9.5 12.5h5M9 21h6',
  file: 'M6 3h8l4 4v13a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM14 3v4h4M8.5 14l3 3l3-3M11.5 17v-6',
  mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6',
  micOff:
    'M9 9v2a3 3 0 0 0 4.6 2.5M15 11V6a3 3 0 0 0-5.8-1M6 11a6 6 0 0 0 9.5 4.9M18 11a6 6 0 0 1-.4 2.2M12 17v4M9 21h6M4 4l16 16',
  camera:
    'M4 7h9a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 13 17H4a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 4 7zM14.5 11l6-3.5v9l-6-3.5',
  cameraOff:
    'M9 7h4a1.5 1.5 0 0 1 1.5 1.5V11l6-3.5v9M13.8 16.7A1.5 1.5 0 0 1 13 17H4a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 4 7M4 3l16 18',
  screen: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM9 21h6M12 17v4M12 14V8M9 10.5L12 8l3 2.5',
  hand: 'M8 12V6a1.5 1.5 0 0 1 3 0v5M11 10V4.5a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v8a7 7 0 0 1-7 7c-2.5 0-4-1-5.3-3L3 14.5a1.5 1.5 0 0 1 2.5-1.6L8 15v-3',
  smile: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM8.5 14a4 4 0 0 0 7 0M9 9.5v.5M15 9.5v.5',
  chat: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-9l-5 4v-4H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8 9.5h8M8 13h5',
  people: 'M9 5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7zM3 20a6 6 0 0 1 12 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17 14.5a6 6 0 0 1 4 5.5',
  manage: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 1 0 4a2 2 0 0 1 0-4zM9 15a2 2 0 1 1 0 4a2 2 0 0 1 0-4z',
  layout: 'M4 4h7v7H4zM14 4h6v7h-6zM4 14h7v6H4zM14 14h6v6h-6z',
  slides: 'M3 4h18M4.5 4v11.5h15V4M12 15.5V18M8.5 21l3.5-3l3.5 3M8 8h8M8 11.5h5',
  poll: 'M4 20h16M5.5 17v-6M10 17V5M14.5 17V9M19 17v-3.5',
  more: 'M4.5 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0zM11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0zM17.5 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0z',
  leave: 'M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h11M17.5 8.5L21 12l-3.5 3.5',
  shield: 'M12 3l7.5 2.5V11c0 5-3.3 8.5-7.5 10c-4.2-1.5-7.5-5-7.5-10V5.5zM8.5 11.5l2.5 2.5l4.5-4.5',
  shieldOff: 'M12 3l7.5 2.5V11c0 5-3.3 8.5-7.5 10c-4.2-1.5-7.5-5-7.5-10V5.5zM12 8v4.5M12 16h.01',
  warning: 'M12 4l9.5 16h-19zM12 10v4.5M12 17.5h.01',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  question: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5h.01M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z',
  slower: 'M12 4a8.5 8.5 0 1 1-8 5.7M4 4v5.5h5.5M12 8v4.5l-3 2',
  star: 'M12 3.5l2.7 5.4l6 .9l-4.3 4.2l1 6L12 17.2L6.6 20l1-6L3.3 9.8l6-.9z',
  heart: 'M12 20.5C5.5 16 3 12.5 3 9a4.5 4.5 0 0 1 9-1a4.5 4.5 0 0 1 9 1c0 3.5-2.5 7-9 11.5z',
  thumb: 'M7 11l4-7.5a2 2 0 0 1 2.5 2L13 10h5.5a2 2 0 0 1 2 2.4l-1.3 6a2 2 0 0 1-2 1.6H7zM7 11H3.5v9H7',
  copy: 'M9 8h10a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM5 16H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1',
  enlarge: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  reduce: 'M20 10h-6V4M14 10l7-7M4 14h6v6M10 14l-7 7',
  left: 'M15 5l-7 7l7 7',
  right: 'M9 5l7 7l-7 7',
  down: 'M6 9l6 6l6-6',
  up: 'M6 15l6-6l6 6',
  notes: 'M6 3.5h9l4 4v13H6zM15 3.5v4h4M9 11h7M9 14h7M9 17h4',
  network: 'M4 11a12 12 0 0 1 16 0M7 14.5a7.5 7.5 0 0 1 10 0M10 18a3 3 0 0 1 4 0',
  lock: 'M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM8 11V8a4 4 0 0 1 8 0v3',
  calm: 'M3 9c2-2 4-2 6 0s4 2 6 0s4-2 6 0M3 15c2-2 4-2 6 0s4 2 6 0s4-2 6 0',
  sound: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  away: 'M5 12.5a10 10 0 0 1 3-2M19 12.5a10 10 0 0 0-4-2.4M8.5 16a5 5 0 0 1 7 0M12 19.5h.01M4 4l16 16',
  wait: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM12 7.5V12l3 2',
  send: 'M4 12L20 4l-5 16l-3.5-6.5zM11.5 13.5L20 4',
  pin: 'M9 3.5h6M10 3.5V10l-3 3.5h10L14 10V3.5M12 13.5V21',
} as const;

export type IconName = keyof typeof drawings;

/** A drawing beside words; screen readers skip it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
