import { describe, expect, it } from 'vitest';
import { parseHostileJson } from '../../../../../electron/backend/project/hostile-json.ts';

function codeOf(text: string): string {
  const result = parseHostileJson(text, 'The text');
  return result.ok ? 'ok' : result.error.code;
}

describe('parseHostileJson', () => {
  it('[P10] reads JSON', () => {
    expect(parseHostileJson('{"a":[1,-2.5e3,"]}\\"[",null,true]}', 'x')).toEqual({
      ok: true,
      value: { a: [1, -2500, ']}"[', null, true] },
    });
  });

  it('[P10] nesting is measured before anything walks it', () => {
    expect(codeOf('['.repeat(32) + ']'.repeat(32))).toBe('ok');
    expect(codeOf('['.repeat(33) + ']'.repeat(33))).toBe('project-unsafe');
    expect(codeOf('{"a":'.repeat(1_000_000))).toBe('project-unsafe');
    expect(codeOf(`["${'['.repeat(100)}"]`)).toBe('ok');
  });

  it('[P10] keys of prototypes and numbers without end are refused at any depth', () => {
    expect(codeOf('{"a":[{"__proto__":{"x":1}}]}')).toBe('project-unsafe');
    expect(codeOf('{"\\u005f_proto__":1}')).toBe('project-unsafe');
    expect(codeOf('{"constructor":1}')).toBe('project-unsafe');
    expect(codeOf('[[1e999]]')).toBe('project-unsafe');
    expect(codeOf('{"a":-1e999}')).toBe('project-unsafe');
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('[P10] what is no JSON is named', () => {
    const result = parseHostileJson('{"a":}', 'Line 3');
    expect(result).toMatchObject({ error: { code: 'project-damaged' } });
    expect(JSON.stringify(result)).toContain('Line 3 is no JSON');
  });
});
