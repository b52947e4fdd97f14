import { describe, expect, it } from 'vitest';
import { commandFor, findCommands } from '../../../../renderer/commands/command.ts';
import type { Command } from '../../../../renderer/commands/command.ts';
import { commandTitles } from '../../../../renderer/strings/command-titles.ts';

const nothing = (): void => {};
const commands: readonly Command[] = [
  { id: 'loop', group: 'play', shortcuts: ['L'], run: nothing },
  { id: 'play', group: 'play', shortcuts: ['Space'], run: nothing },
  { id: 'loopTo', group: 'play', shortcuts: [']'], run: nothing },
];

describe('the list of commands', () => {
  it('[U12] a key finds its command', () => {
    const press = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
    expect(commandFor(commands, { ...press, key: 'l' }, false)?.id).toBe('loop');
    expect(commandFor(commands, { ...press, key: 'q' }, false)).toBeNull();
  });

  it('[U12] words find commands, those first that begin with them', () => {
    const find = (text: string): string[] =>
      findCommands(commands, text, (id) => commandTitles[id]).map(({ id }) => id);
    expect(find('loop')).toEqual(['loop', 'loopTo']);
    expect(find('end loop')).toEqual(['loopTo']);
    expect(find('')).toHaveLength(3);
  });
});
