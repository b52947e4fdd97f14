import { describe, expect, it } from 'vitest';
import { ProgressDisplay } from '../../../../../electron/backend/cli/progress-display.ts';

function display(
  isTerminal: boolean,
  columns = 60,
): { display: ProgressDisplay; text: () => string; pass: (ms: number) => void } {
  let text = '';
  let nowMs = 0;
  const io = {
    writeErr: (t: string) => void (text += t),
    isTerminal,
    columns: () => columns,
    nowMs: () => nowMs,
  };
  return { display: new ProgressDisplay(io), text: () => text, pass: (ms) => void (nowMs += ms) };
}
const at = (fraction: number, phase = 'train'): Parameters<ProgressDisplay['update']>[0] => ({
  phase,
  fraction,
  detail: '',
  secondsLeft: null,
});

describe('ProgressDisplay', () => {
  it('[C11] redraws one line on a terminal, within its width, and takes it away', () => {
    const terminal = display(true, 30);
    terminal.display.update(at(0.5));
    terminal.pass(50);
    terminal.display.update(at(0.6));
    terminal.pass(100);
    terminal.display.update(at(0.7));
    terminal.display.note('a note');
    const lines = terminal.text().split('\r\x1b[2K');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe('[##########..........]  50 % ');
    expect(lines[3]).toBe('a note\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
  });

  it('[C11] elsewhere prints a line per phase and every five seconds, with the time left', () => {
    const plain = display(false);
    for (let step = 0; step <= 20; step += 1) {
      plain.display.update(at(step / 20, step < 10 ? 'train' : 'write'));
      plain.pass(1000);
    }
    plain.display.clear();
    expect(plain.text().split('\n')).toEqual([
      '  0 %  train',
      ' 25 %  train, 15 s left',
      ' 50 %  write, 10 s left',
      ' 75 %  write, 5 s left',
      '100 %  write, 0 s left',
      '',
    ]);
  });
});
