import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  compareIds,
  documentOf,
  documentRecords,
  documentText,
} from '../../../../shared/document/canonical-json.ts';
import { historyOf } from '../../../../shared/document/history.ts';
import { parseDocument } from '../../../../shared/document/parse-document.ts';
import { sameJson } from '../../../../shared/document/same-json.ts';
import { afterSeeds, someSeeds, toyDocument, valueOf } from '../../../support/toy-documents.ts';

describe('the text of a document', () => {
  it('[D2] parsed again it is the same document, byte for byte', () => {
    fc.assert(
      fc.property(someSeeds, (seeds) => {
        const { document } = afterSeeds(historyOf(toyDocument()), seeds);
        const text = documentText(document);
        expect(documentText(valueOf(parseDocument(JSON.parse(text))))).toBe(text);
        expect(documentText(documentOf(structuredClone(documentRecords(document))))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it('[D2] has one record a line, by id with numbers counted', () => {
    const lines = documentText(toyDocument(24)).split('\n');
    const ids = lines.flatMap((line) => /"id":"(t1n\d+)"/.exec(line)?.[1] ?? []);
    expect(ids).toEqual(Array.from({ length: 12 }, (_, i) => `t1n${i + 1}`));
    expect(['b', 'a10', 'a9', 'a', 'a9b', 'a09'].sort(compareIds)).toEqual([
      'a',
      'a09',
      'a9',
      'a9b',
      'a10',
      'b',
    ]);
  });

  it('[D2] equal values have equal texts, whatever the order of their fields', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(sameJson(a, structuredClone(a))).toBe(true);
      }),
    );
    expect(canonicalJson({ b: 1, a: [{ d: null, c: undefined }] })).toBe('{"a":[{"d":null}],"b":1}');
    expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(sameJson([1], { 0: 1 })).toBe(false);
  });
});
