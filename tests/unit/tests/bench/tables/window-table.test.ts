import { describe, expect, it } from 'vitest';
import { windowTable } from '../../../../bench/tables/window-table.ts';
import { benchRow } from '../../../../support/bench-rows.ts';

describe('windowTable', () => {
  it('[Q14] has every figure beside its aim', () => {
    const lines = windowTable([
      benchRow({ section: 'window', condition: 'pan', figures: { workP95Ms: 5.123, droppedPercent: 0.4 } }),
      benchRow({ section: 'window', condition: 'heap after playing', figures: { minutes: 10, heapMb: 210 } }),
    ]).split('\n');
    expect(lines[2]).toMatch(/^\| pan .*script and paint.* \| {3}ms \|\s+8 or less \|\s+5\.1 \|$/);
    expect(lines[3]).toMatch(/dropped .* % \|\s+2 or less \|\s+0\.4 \|$/);
    expect(lines[4]).toMatch(/^\| heap after playing for 10 minutes .* MB \|\s+below 400 \|\s+210 \|$/);
  });
});
