/** Strokes on a 16 px grid, named by what they look like and not by what a page uses them for. */
const strokes = {
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7",
  stride: "M9.8 2.6h.01M3 7.2l2.6-2.3 3.2.7-1.9 3.3 2.3 1.6-.6 3.6M6.2 10.4l-1 1.5H2.2M8.9 6.9l1.4 1.3 2.4-.4",
  wheel: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 7a1 1 0 1 0 0 2 1 1 0 0 0 0-2ZM8 2v5M8 9v5M2 8h5M9 8h5",
  barbell: "M1.5 8h1M13.5 8h1M4.5 8h7M2.5 5.8v4.4M4.5 4v8M11.5 4v8M13.5 5.8v4.4",
  brackets: "M5.2 4.2 1.6 8l3.6 3.8M10.8 4.2 14.4 8l-3.6 3.8M9.2 2.8 6.8 13.2",
  "tick-box": "M13.5 8v4a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V4A1.5 1.5 0 0 1 4 2.5h5.5M5.2 7.4 7.6 10l6-6.8",
  flag: "M3.5 14V2.5M3.5 3c3-1.6 5.5 1.4 9 0v6c-3.5 1.4-6-1.6-9 0",
  repeat: "M3 7.5V6.6A2.6 2.6 0 0 1 5.6 4H13M11 2l2 2-2 2M13 8.5v.9A2.6 2.6 0 0 1 10.4 12H3M5 14l-2-2 2-2",
  pen: "M2.5 13.5 3.3 10l7.6-7.6 2.7 2.7L6 12.7l-3.5.8ZM9.4 3.9l2.7 2.7",
  camera: "M2 5.5h2.6l1.2-1.9h4.4l1.2 1.9H14v7H2v-7ZM8 6.8a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2Z",
  calendar: "M2.5 4h11v9.5h-11V4ZM2.5 7h11M5.5 2.2V4M10.5 2.2V4",
  tray: "M8 2v6.6M5.4 6.2 8 8.8l2.6-2.6M2.5 9.5v4h11v-4",
  shoe: "M1.8 5.2v5.6h12.4c.3-2-1.3-2.6-3-3L7.6 4.6C6.4 6.4 3.6 6.6 1.8 5.2ZM1.8 12.8h12.4M8.3 6.9l1-1M9.8 7.8l.9-1",
  sliders:
    "M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6M9.7 2.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM6.2 9.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Z",
  pulse: "M1.5 8.5h3l1.8-5 3 9 1.9-4h3.3",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  close: "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
  check: "M3 8.6 6.4 12 13 4.4",
  copy: "M5.5 5.5h8v8h-8v-8ZM10.5 5.5v-3h-8v8h3",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3l3.4 3.4",
  filter: "M2 4h12M4.5 8h7M6.8 12h2.4",
  columns: "M2.5 3h11v10h-11V3ZM6.2 3v10M9.8 3v10",
  down: "M4 6.2 8 10.2l4-4",
  up: "M4 9.8l4-4 4 4",
  left: "M9.8 4l-4 4 4 4",
  right: "M6.2 4l4 4-4 4",
  edit: "M7.5 3H3v10h10V8.5M6 10l.5-2.2 5.7-5.7 1.7 1.7-5.7 5.7L6 10Z",
  trash: "M2.5 4.2h11M6 4V2.5h4V4M4 4.2l.6 9.3h6.8l.6-9.3M6.7 6.8v4M9.3 6.8v4",
  undo: "M5.4 3 2.6 5.8l2.8 2.8M2.8 5.8h6.4a3.7 3.7 0 0 1 0 7.4H5.5",
  download: "M8 2.2v7.6M5 7l3 3 3-3M2.5 13.5h11",
  link: "M6.6 9.4l2.8-2.8M7.2 4.8l1.6-1.6a2.8 2.8 0 0 1 4 4l-1.6 1.6M8.8 11.2l-1.6 1.6a2.8 2.8 0 0 1-4-4l1.6-1.6",
  warning: "M8 2.3 14.2 13H1.8L8 2.3ZM8 6.5v3M8 11.2h.01",
  info: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 7.3v3.4M8 5.2h.01",
  "sign-out": "M9.5 3V2.5h-7v11h7V13M6 8h8M11.6 5.6 14 8l-2.4 2.4",
  key: "M5.4 6.6a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM7.6 7.5 13.2 2M11 4.2l2 2",
  map: "M2.5 4 6 2.5l4 1.5 3.5-1.5V12L10 13.5 6 12l-3.5 1.5V4ZM6 2.5V12M10 4v9.5",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 4.8V8l2.2 1.6",
  user: "M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM2.8 13.5c.5-2.6 2.5-3.8 5.2-3.8s4.7 1.2 5.2 3.8",
} as const;

export type IconName = keyof typeof strokes;

/** A decorative sign beside a word; the word carries the meaning. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg className={className ? `icon ${className}` : "icon"} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  );
}
