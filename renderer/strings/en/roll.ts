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
