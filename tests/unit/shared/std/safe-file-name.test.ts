import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../../shared/std/safe-file-name.ts';

describe('safeFileName', () => {
  it.each([
    ['Right hand', 'Right hand'],
    ['a/b\\c:d|e', 'a-b-c-d-e'],
    ['what? "really" <so>*', "what_ 'really' _so__"],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['..', 'x'],
    [' . trailing. ', 'trailing'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['tab\tand\u0000null\u202e', 'tabandnull'],
    ['Flo\u0308te', 'Flöte'],
    ['第一小提琴', '第一小提琴'],
    ['', 'x'],
  ])('[C6] %j becomes %j', (text, name) => {
    expect(safeFileName(text, 'x')).toBe(name);
  });

  it('[C6] cuts long names between characters, by bytes', () => {
    const name = safeFileName('🎻'.repeat(100), 'x');
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(180);
    expect([...name].every((character) => character === '🎻')).toBe(true);
  });
});
