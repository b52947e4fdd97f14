/** A group of notes that becomes one stem. Every note belongs to at most one group. */
export type NoteGroup = {
  readonly name: string;
  /** 'rest' holds what no group claims. */
  readonly kind: 'group' | 'rest';
  readonly noteIds: readonly string[];
};
