/** The piano roll and what is done on it. */

export const roll = {
  label: 'Piano roll',
  help: 'Arrow keys move the selected notes; Tab goes to the list of notes.',
  keys: 'Keyboard',
  ruler: 'Time ruler: drag the upper lane for the loop, flags are anchors',
  list: 'Notes in the roll',
  listOf: (shown: number, total: number): string => `${shown} of ${total} notes, from the playhead on`,
  note: (pitch: string, bar: string, time: string, group: string): string =>
    `${pitch}, bar ${bar}, ${time}, ${group}`,
  noteDetail: (length: string, before: string, after: string, confidence: string): string =>
    `${length} s long, tolerance ${before} s before and ${after} s after, confidence ${confidence}`,
  noGroup: 'no group',
  empty: 'No notes here',
};

export const regions = {
  title: 'Hand over a region',
  from: 'From',
  to: 'To',
  all: 'all groups',
  choose: 'choose a group',
  give: 'Hand over',
  row: (name: string, from: string, to: string): string => `${from} – ${to} to ${name}`,
  takeBack: 'Take the region back',
};

export const matrix = {
  title: 'Label matrix',
  view: 'What is shown of it',
  views: { labels: 'Labels', network: 'Network', compare: 'Compare' },
  help: {
    labels: 'Which units may be active, and when',
    network: 'What the network of the training that is heard activates',
    compare: 'Where labels and network, or labels and recording, disagree',
  },
  unit: (unit: number, units: number): string =>
    unit === 0 ? 'Onset' : units === 2 ? 'Sustain' : `Sustain ${unit}`,
  any: 'May be active (zoom in for the units)',
  active: 'Active',
  allowed: 'May be',
  agree: 'Active while it should sound',
  silentCount: (n: number): string => (n === 1 ? '1 note never active' : `${n} notes never active`),
  noneSilent: 'Never active: none',
  silentHelp:
    'Labelled, but the network never uses it: likely not played there. Click to go to the next one.',
  unexplained: 'Sound without a label',
  unexplainedHelp:
    'A tone that is no partial of any note that may be active: a missing or misplaced note, or something else that sounds.',
  untrained: 'Train to see what the network does.',
};
