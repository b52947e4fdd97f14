import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNativeSetUp } from '../../../../../electron/backend/doctor/native-set-up.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('how the native set-up ended', () => {
  it('[F12] is read from its note', () => {
    writeFileSync(temp('a.json'), '{"source":"none","problems":["one","two"]}');
    expect(readNativeSetUp(temp('a.json'))).toEqual({ source: 'none', problems: ['one', 'two'] });
  });

  it('[F12] is unknown without a readable note', () => {
    writeFileSync(temp('b.json'), '{"source":1}');
    expect(readNativeSetUp(temp('b.json'))).toBeNull();
    expect(readNativeSetUp(temp('missing.json'))).toBeNull();
  });
});
