import { describe, expect, it } from 'vitest';
import { Emitter } from '../../../../shared/std/emitter.ts';

describe('Emitter', () => {
  it('[RP1] tells every listener until it is taken away, one that is taken away meanwhile not', () => {
    const heard: string[] = [];
    const emitter = new Emitter<number>();
    const offFirst = emitter.on((value) => {
      heard.push(`first ${value}`);
      offSecond();
    });
    const offSecond = emitter.on((value) => heard.push(`second ${value}`));
    emitter.on((value) => heard.push(`third ${value}`));
    emitter.emit(1);
    offFirst();
    offFirst();
    emitter.emit(2);
    emitter.clear();
    emitter.emit(3);
    expect(heard).toEqual(['first 1', 'third 1', 'third 2']);
  });
});
