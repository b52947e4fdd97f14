/** Hearing: pace, what sounds beside the recording, notes alone, taps, where it sounds. */

export const listen = {
  title: 'Listen',
  heard: {
    recording: 'The recording',
    version: (name: string): string => `Stems of ${name}`,
    training: (epoch: number | null): string =>
      epoch === null ? 'Preview of the training' : `Preview, epoch ${epoch}`,
    isolated: (notes: number): string => (notes === 1 ? 'One note isolated' : `${notes} notes isolated`),
    rendering: 'Making the stems…',
  },
  back: 'Back to everything',
  isolation: 'Hear of them',
  isolations: { only: 'Only them', without: 'All but them', all: 'Everything' },
  speed: 'Pace',
  speedText: (speed: number): string => `${Math.round(speed * 100)} %`,
  beside: 'Beside it',
  guides: { none: 'Nothing', clicks: 'Clicks at the onsets', score: 'The score, on a piano' },
  balance: 'Balance of recording and score',
  balanceText: (balance: number): string =>
    Math.abs(balance) < 0.005
      ? 'both'
      : balance < 0
        ? `recording ${Math.round(-balance * 100)} % ahead`
        : `score ${Math.round(balance * 100)} % ahead`,
  recordingEnd: 'Recording',
  scoreEnd: 'Score',
  piano: {
    none: '',
    making: 'Making the piano…',
    loading: 'Built-in piano sound, until it is known whether the sampled one is here…',
    samples: 'Sampled piano: Salamander Grand Piano by Alexander Holm, CC BY 3.0',
    builtIn: 'Built-in piano sound: the sampled one comes with the demo piece',
  },
  noOutput: (cause: string): string => `Sound could not be started here (${cause.replace(/\.$/, '')}).`,
  clicked: 'Hear notes that are clicked',
  noteKinds: {
    filtered: 'Before a training: the recording through the note’s partials.',
    separated: 'What the training gave the note.',
  },
  tapping: 'Tap along',
  tapTarget: 'Taps mean',
  tapTargets: { beats: 'Beats', onsets: 'Onsets' },
  tapLate: 'Hand late by',
  tapHelp: (key: string): string => `Play, and press ${key} with the music.`,
  taps: (n: number): string => (n === 1 ? '1 tap' : `${n} taps`),
  keep: 'Keep',
  discard: 'Discard',
  output: 'Output',
  systemOutput: 'The system’s choice',
  unnamed: (n: number): string => `Output ${n}`,
  showOutputs: 'Show all outputs…',
  showOutputsHelp:
    'The browser names outputs only to pages that may use the microphone; nothing is recorded.',
  outputRefused: 'This output does not play; the former one goes on.',
  outputElsewhere: 'Outputs are chosen in the system’s settings: this browser does not let a page choose.',
};
