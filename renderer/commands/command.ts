/** What the window can do, by name: the same list serves keys, palette, buttons and the shortcut sheet. */
import type { commandGroups, CommandId } from '../strings/command-titles.ts';
import { matchesShortcut } from './shortcut.ts';
import type { KeyPress } from './shortcut.ts';

export type Command = {
  readonly id: CommandId;
  readonly group: keyof typeof commandGroups;
  /** The first one is shown. */
  readonly shortcuts: readonly string[];
  /** Absent is always. */
  readonly isEnabled?: () => boolean;
  /** For what is on or off. */
  readonly isOn?: () => boolean;
  readonly run: () => void;
};

export function commandFor(commands: readonly Command[], press: KeyPress, isMac: boolean): Command | null {
  return (
    commands.find(({ shortcuts }) => shortcuts.some((shortcut) => matchesShortcut(shortcut, press, isMac))) ??
    null
  );
}

/** Commands whose title holds every word of the text, those first whose title begins with it. */
export function findCommands(
  commands: readonly Command[],
  text: string,
  titleOf: (id: CommandId) => string,
): readonly Command[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = commands.filter(({ id }) => words.every((word) => titleOf(id).toLowerCase().includes(word)));
  const begins = (command: Command): number =>
    titleOf(command.id)
      .toLowerCase()
      .startsWith(words[0] ?? '')
      ? 0
      : 1;
  return [...fits].sort((a, b) => begins(a) - begins(b));
}
