/** Icons on a grid of 16 by 16, drawn with strokes of 1.5 but where a shape is filled. */
export type IconShape = { readonly path: string; readonly isFilled?: boolean };

export const icons = Object.freeze({
  play: { path: 'M4.5 2.8v10.4L13 8z', isFilled: true },
  pause: { path: 'M4 3h3v10H4zM9 3h3v10H9z', isFilled: true },
  stop: { path: 'M3.5 3.5h9v9h-9z', isFilled: true },
  toStart: { path: 'M3.5 3v10M13 3.5v9L6 8z', isFilled: true },
  loop: { path: 'M4 5h7a2.5 2.5 0 0 1 0 6H5a2.5 2.5 0 0 1-2.4-3.2M6 2.8 3.8 5 6 7.2' },
  follow: { path: 'M2 3v10M5 8h8M10 4.8 13.2 8 10 11.2' },
  undo: { path: 'M5.5 3 2.5 6l3 3M2.8 6H10a3.5 3.5 0 0 1 0 7H6' },
  redo: { path: 'M10.5 3l3 3-3 3M13.2 6H6a3.5 3.5 0 0 0 0 7h4' },
  select: { path: 'M4 2.2v10.6l2.8-2.6 1.8 3.9 1.8-.8-1.8-3.8 3.6-.2z', isFilled: true },
  draw: { path: 'M3 13l.7-3L11 2.7 13.3 5 6 12.3zM9.5 4.2l2.3 2.3' },
  paint: {
    path: 'M13.3 2.7 8 8.2M8 8.2c-2-1-4 0-4.2 2.2-.1 1.2-.6 2-1.6 2.6 3 .8 6.3 0 6.6-2.6.1-.8-.2-1.6-.8-2.2z',
  },
  erase: { path: 'M9.2 3 13 6.8 7.6 12.2H4.8L3 10.4zM6 6.2l3.8 3.8M3.5 13.5h9.5' },
  tolerance: { path: 'M5 5h6v6H5zM3 3v10M13 3v10M1.5 8H3M13 8h1.5' },
  anchor: {
    path: 'M8 6v7.5M3.5 9c0 2.5 2 4.5 4.5 4.5s4.5-2 4.5-4.5M5.8 8h4.4M8 2.5a1.7 1.7 0 1 1 0 3.5 1.7 1.7 0 0 1 0-3.5',
  },
  plus: { path: 'M8 3v10M3 8h10' },
  cross: { path: 'M4 4l8 8M12 4l-8 8' },
  check: { path: 'M3 8.5 6.5 12 13 4.5' },
  caret: { path: 'M4.5 6.5 8 10l3.5-3.5' },
  drag: { path: 'M6 3.5v.01M6 8v.01M6 12.5v.01M10 3.5v.01M10 8v.01M10 12.5v.01' },
  help: { path: 'M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.5M8 12.2v.01' },
  search: { path: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 13.5 13.5' },
  sliders: { path: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3' },
  open: { path: 'M2 12.5v-9h4l1.5 1.5H13V7M2 12.5 4 7h10.5l-2 5.5z' },
  wave: { path: 'M2 7v2M4.5 5v6M7 2.5v11M9.5 5.5v5M12 4v8M14.3 7v2' },
  score: {
    path: 'M6 11.8V3.5l6-1.3v8.3M6 11.8a1.8 1.5 0 1 1-3.5 0 1.8 1.5 0 0 1 3.5 0M12 10.5a1.8 1.5 0 1 1-3.5 0 1.8 1.5 0 0 1 3.5 0',
  },
  trash: { path: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.2 4.5l.6 8.5h6.4l.6-8.5' },
  warning: { path: 'M8 2.5 14.3 13.5H1.7zM8 6.5v3.5M8 11.8v.01' },
  lasso: {
    path: 'M13.5 6.2C13.5 4 11 2.5 8 2.5S2.5 4 2.5 6.2 5 10 8 10s5.5-1.6 5.5-3.8M4.5 9c-1.5.8-1.6 2.3-.2 2.6s2 1.2.7 2.4',
  },
  snap: { path: 'M4 3v5a4 4 0 0 0 8 0V3M4 5.5h2.5V8a1.5 1.5 0 0 0 3 0V5.5H12M4 3h2.5v2.5M12 3H9.5v2.5' },
  halo: { path: 'M5.5 6h5v4h-5zM3.5 4.5v7M12.5 4.5v7M1.5 6v4M14.5 6v4' },
  matrix: { path: 'M2.5 4h5M9.5 4h4M2.5 8h2M6.5 8h7M2.5 12h7M11.5 12h2' },
  spectrum: { path: 'M2.5 13.5v-3M5.3 13.5v-7M8 13.5v-11M10.7 13.5v-8M13.5 13.5v-4' },
  export: { path: 'M8 10V2.5M5 5.3l3-2.8 3 2.8M3 9v4.5h10V9' },
  more: { path: 'M3.5 8v.01M8 8v.01M12.5 8v.01' },
} as const satisfies Record<string, IconShape>);

export type IconName = keyof typeof icons;
