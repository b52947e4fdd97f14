/** Words that every screen uses, and what the engine is doing. */

export const general = {
  close: 'Close',
  cancel: 'Cancel',
  delete: 'Delete',
  rename: 'Rename',
  mixed: 'mixed',
  none: 'none',
  units: { seconds: 's', millis: 'ms', decibels: 'dB', semitones: 'st' },
};

export const phases = {
  queue: 'Waiting',
  upload: 'Copying the files',
  demo: 'Recording the demo piece',
  create: 'Making the project',
  decode: 'Reading the recording',
  spectrogram: 'Drawing the spectrogram',
  align: 'Finding the score in the recording',
  analyse: 'Listening to the recording',
  train: 'Training',
  render: 'Separating',
  activity: 'Measuring',
  start: 'Loading the engine',
  separate: 'Separating',
  export: 'Writing',
  check: 'Checking the sum',
  sessions: 'Writing sessions',
};

export const link = {
  connecting: 'Connecting to the engine…',
  lost: 'The engine does not answer. Nothing that was saved is lost; the window goes on trying to reach it.',
  reconnect: 'Connect now',
  trainerLost:
    'The process that computes has stopped. Nothing of the project is lost; it starts again with the next job.',
  trainAgain: 'Train again',
};
