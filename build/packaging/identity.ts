/** What every system knows the application by. Changing any of these makes it another application. */
export const IDENTITY = Object.freeze({
  appId: 'io.github.divisi.Divisi',
  productName: 'Divisi',
  executableName: 'divisi',
  summary: 'Takes a recording apart by its score',
  description:
    'Divisi separates a recording into parts by its MIDI score: it finds the notes in the sound, learns how the ' +
    'instruments sound from this recording alone, and writes stems that sum to the recording.',
  maintainer: 'The Divisi authors',
});

/** Project files, which a double click opens. */
export const PROJECT_FILES = Object.freeze({
  extension: 'divisi',
  mimeType: 'application/x-divisi-project',
  name: 'Divisi project',
});
