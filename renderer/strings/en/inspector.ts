/** Selected notes, and passages in doubt. */

export const inspector = {
  nothing: 'Nothing is selected.',
  nothingHelp: 'Click a note, or drag a rectangle around some.',
  count: (n: number): string => (n === 1 ? '1 note' : `${n} notes`),
  position: 'Position',
  pitch: 'Pitch',
  onset: 'Onset',
  offset: 'End',
  length: 'Length',
  group: 'Group',
  byRule: 'By the groups’ rules',
  rest: 'Rest (no group)',
  confidence: 'Confidence',
  placed: 'Placed by hand',
  unpin: 'Give back to the alignment',
  tolerance: 'Tolerance',
  scope: 'Applies to',
  scopes: {
    selection: 'Selected notes',
    groups: 'Their groups',
    group: (name: string): string => `Group ${name}`,
    all: 'All notes',
  },
  sides: {
    onsetBeforeSec: 'Onset, before',
    onsetAfterSec: 'Onset, after',
    sustainBeforeSec: 'Sustain, before',
    sustainAfterSec: 'Sustain, after',
  },
  shared: 'Shared with',
  sharedHelp:
    'Notes of one pitch that sound together cannot be split cleanly: each group gets a share, and some of the other.',
  resetTolerance: 'Back to automatic',
  automatic: 'automatic',
};

export const anchors = {
  title: 'Anchors',
  bar: (bar: string): string => `Bar ${bar}`,
  time: (bar: string): string => `Time of the anchor at bar ${bar}`,
  remove: 'Remove the anchor',
};

export const doubts = {
  none: 'The alignment has no doubts.',
  reasons: {
    silence: 'Silence',
    'not-in-score': 'Not in the score',
    'not-played': 'Not played',
    repeated: 'Repeated',
    'tempo-jump': 'Sudden change of tempo',
    'weak-evidence': 'Hard to tell',
  },
  states: { open: 'open', accepted: 'accepted', rejected: 'rejected' },
  accept: 'Accept',
  reject: 'Reject',
  reopen: 'Reopen',
  goTo: 'Show it',
  align: 'Find the score in the recording',
  alignAgain: 'Align again',
  outdated: 'Score or anchors changed while it was aligned: align again.',
};
