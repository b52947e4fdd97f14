import { describe, expect, it } from 'vitest';
import { quotesOf, ruleProblems, rulesOf } from '../../../../build/checks/rules.mjs';

describe('rules and the tests that quote them', () => {
  it('[F9] rules are list items that start with a bold number', () => {
    expect(rulesOf('# A\n- **A1** one\n- **AL12** two\ntext **A3** no\n- A4 no\n')).toEqual(['A1', 'AL12']);
  });

  it('[F9] quotes stand at the start of a title', () => {
    const source = [
      "it('",
      "Z1] one', f); it(`",
      'Z2][Z3] two`, f); const a = b[',
      "Z4]; it('three ",
      "Z5]', f)",
    ].join('[');
    expect(quotesOf(source.replace('b[[', 'b['))).toEqual(['Z1', 'Z2', 'Z3']);
  });

  it('[F9] a rule without a test, an unknown one and a repeated one are reported', () => {
    const quotes = [
      { rule: 'A1', path: 'a.test.ts' },
      { rule: 'A9', path: 'b.test.ts' },
      { rule: 'A9', path: 'b.test.ts' },
    ];
    expect(ruleProblems(['A1', 'A2', 'A1'], quotes)).toEqual([
      'SPEC.md has A1 twice',
      'no test quotes A2 of SPEC.md',
      'b.test.ts quotes A9, which SPEC.md does not have',
    ]);
  });
});
