/** The frame of the main screen: bars, lists of commands and of what was done. */

export const main = {
  close: 'Close the project',
  menu: 'Project menu',
  tools: 'Tools',
  transport: 'Transport',
  edit: 'Edit',
  show: 'Display',
  overview: 'Overview of the whole recording',
  sidebar: 'Details',
  brightness: 'Brightness of the spectrogram',
  tabs: {
    inspector: 'Notes',
    train: 'Train',
    versions: 'Versions',
    doubts: 'Doubts',
    history: 'History',
  },
};

export const status = {
  saved: 'Saved',
  saving: 'Saving…',
  notSaved: 'Not saved',
  savedNow: 'The project is saved. Every edit was on the disk before.',
  notes: (n: number): string => `${n} notes`,
  rate: (hz: number, channels: number): string =>
    `${hz / 1000} kHz, ${channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`}`,
  memory: (mb: number): string => `${mb} MB`,
  memoryHelp: (mb: number): string =>
    `Memory that the engine takes; ${Math.round(mb / 100) / 10} GB are free on this machine`,
  trainers: {
    idle: 'Engine at rest',
    starting: 'Engine running',
    ready: 'Engine ready',
    busy: 'Engine at work',
    lost: 'Engine has stopped',
  },
  backends: { native: 'Native TensorFlow', wasm: 'WebAssembly', cpu: 'Plain JavaScript' },
};

export const history = {
  first: 'Opened',
  empty: 'What you do is listed here, to go back to.',
};

export const palette = {
  title: 'Commands',
  placeholder: 'What do you want to do?',
  none: 'No command fits.',
};

export const shortcuts = { title: 'Shortcuts', pointer: 'With the pointer' };

export const gestures = {
  scroll: ['Wheel', 'Scroll through the pitches'],
  scrollTime: ['Shift + wheel', 'Scroll in time'],
  zoomTime: ['Ctrl/Cmd + wheel, pinch', 'Zoom time at the pointer'],
  zoomPitch: ['Alt + wheel', 'Zoom pitch at the pointer'],
  pan: ['Middle button', 'Pan'],
  move: ['Drag a note', 'Move it'],
  copy: ['Ctrl/Cmd + drag a note', 'Copy it'],
  trim: ['Drag its edge', 'Change its start or end'],
  halo: ['Drag its outer halo', 'Change its tolerance'],
  free: ['Shift while dragging', 'Switch snapping off'],
  anchor: ['Drag a flag on the ruler', 'Move an anchor'],
  scrub: ['Drag on the ruler', 'Move the playhead, and hear what is under it'],
  loop: ['Drag on the ruler’s upper lane', 'Set the loop'],
  off: ['Alt + drag with the brush', 'Paint labels off'],
};
