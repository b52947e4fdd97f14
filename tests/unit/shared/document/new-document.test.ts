import { describe, expect, it } from 'vitest';
import { documentFault } from '../../../../shared/document/invariants.ts';
import { singleOf } from '../../../../shared/document/document-state.ts';
import { documentText } from '../../../../shared/document/canonical-json.ts';
import { newDocument } from '../../../../shared/document/new-document.ts';
import { orderedGroups, orderedParts } from '../../../../shared/document/note-groups.ts';
import { groupPalette, nextColour } from '../../../../shared/document/palette.ts';
import { parseDocument } from '../../../../shared/document/parse-document.ts';
import { toyDocument, toyFile, toyScore } from '../../../support/toy-documents.ts';

describe('a new document', () => {
  it('[D3] has the score as it is, a part for each voice, and groups in colours that differ', () => {
    const document = toyDocument(8);
    expect(documentFault(document)).toBeNull();
    expect(document.notes.size).toBe(8);
    expect(orderedParts(document).map(({ id, name, track }) => [id, name, track])).toEqual([
      ['p1', 'Right', 0],
      ['p2', 'Left', 1],
    ]);
    expect(orderedGroups(document)).toMatchObject([
      { id: 'g1', name: 'Right', colour: 'blue', rule: [{ tracks: [1] }] },
      { id: 'g2', name: 'Left', colour: 'orange', rule: [{ tracks: [2] }] },
    ]);
    expect(singleOf(document, 'model')).toMatchObject({ method: 'divisi', overrides: {} });
  });

  it('[D3] names from files become names that a document can hold', () => {
    const score = toyScore(2);
    const wild = 'a\u0000\n b'.padEnd(400, 'x');
    const document = newDocument({
      name: ' \t',
      recording: { file: toyFile, sampleRate: 8000, channels: 1, lengthSamples: 80_000 },
      score: {
        file: toyFile,
        content: { ...score, tracks: score.tracks.map((track) => ({ ...track, name: wild })) },
      },
      groups: [
        { name: 'Solo', rule: [] },
        { name: 'solo', rule: [] },
        { name: '', rule: [] },
      ],
    });
    expect(singleOf(document, 'project')?.name).toBe('Untitled');
    expect(orderedGroups(document).map(({ name }) => name)).toEqual(['Solo', 'solo 2', 'Group 3']);
    expect(parseDocument(JSON.parse(documentText(document)))).toMatchObject({ ok: true });
  });

  it('[D3] colours repeat only when all are used', () => {
    const used: ReturnType<typeof nextColour>[] = [];
    for (let index = 0; index < 13; index++) used.push(nextColour(used));
    expect(new Set(used.slice(0, 12)).size).toBe(Object.keys(groupPalette).length);
    expect(used[12]).toBe('blue');
  });
});
