/** The start page, and the page that waits for a project. */

export const start = {
  title: 'Divisi',
  claim: 'Takes a recording apart by its score.',
  newTitle: 'New project',
  drop: 'Drop a recording and its MIDI score anywhere',
  recording: 'Recording',
  score: 'MIDI score',
  chooseRecording: 'Choose a recording…',
  chooseScore: 'Choose a MIDI file…',
  formats: 'WAV, AIFF, FLAC, MP3, M4A, Ogg Vorbis, Opus',
  scoreFormats: '.mid, .midi',
  grouping: 'One group for each',
  groupings: { tracks: 'track', channels: 'channel', instruments: 'instrument', hands: 'hand' },
  create: 'Create project',
  open: 'Open project…',
  openTitle: 'Open a project',
  openPath: 'Folder of the project',
  openNow: 'Open',
  recent: 'Recent',
  noRecent: 'Projects that you open are listed here.',
  demoTitle: 'First time here?',
  demoText: 'A short piano piece, recorded and aligned: hear its two hands apart within two minutes.',
  demo: 'Open the demo piece',
  wrongFile: (name: string): string => `“${name}” is neither a recording nor a MIDI file.`,
  unreadFile: (name: string): string =>
    `“${name}” is in a coding that Divisi does not read. Convert it to WAV or FLAC first; iTunes, Audacity and ffmpeg can.`,
  longFile: (name: string, minutes: number): string =>
    `“${name}” is longer than ${minutes} minutes, too long to be decoded here. Convert it to WAV or FLAC first; iTunes, Audacity and ffmpeg can.`,
  twoOfAKind: (what: string): string => `More than one ${what} was dropped; the first one is taken.`,
  dropLater: 'Close this project to make a new one of dropped files.',
  needsScore: 'Now its MIDI score',
  needsRecording: 'Now the recording of it',
  isComplete: 'Both files are here',
  dropHere: 'Drop to use it here',
};

export const importing = {
  opening: 'Opening the project',
  left: (time: string): string => `about ${time} left`,
  stop: 'Stop',
  skip: 'Show it already',
};
