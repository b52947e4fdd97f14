/** Commands of the transport and the mixer. */
import { setChannels } from '../../shared/document/edits/edit-mix.ts';
import { setLoop } from '../../shared/document/edits/edit-timeline.ts';
import type { Workspace } from '../state/workspace.svelte.ts';
import type { Command } from './command.ts';

export function playCommands(workspace: Workspace): readonly Command[] {
  const { project, roll, player } = workspace;
  const toggleStrips = (field: 'isMuted' | 'isSoloed') => (): void => {
    const ids = workspace.focusedGroups();
    if (ids.length === 0) return;
    const isOn = ids.every((id) => workspace.channel(id)[field]);
    project.commit(setChannels(project.document, ids, { [field]: !isOn }));
  };
  /** The other end stays, unless it would lie on the wrong side: then the loop reaches to the recording's end. */
  const setLoopEnd = (end: 'from' | 'to') => (): void => {
    const { fromSec, toSec } = workspace.loop;
    const at = player.positionSec;
    const to =
      end === 'from'
        ? { fromSec: at, toSec: toSec > at ? toSec : workspace.lengthSec }
        : { fromSec: fromSec < at ? fromSec : 0, toSec: at };
    project.commit(setLoop(project.document, { ...to, isOn: true }));
  };
  const hasFocus = (): boolean => workspace.focusedGroups().length > 0;
  return [
    {
      id: 'play',
      group: 'play',
      shortcuts: ['Space'],
      isOn: () => player.isPlaying,
      run: () => void player.toggle(),
    },
    {
      id: 'toStart',
      group: 'play',
      shortcuts: ['Home'],
      run: () => {
        player.seek(workspace.loop.isOn ? workspace.loop.fromSec : 0);
        roll.reveal(player.positionSec);
      },
    },
    {
      id: 'loop',
      group: 'play',
      shortcuts: ['L'],
      isOn: () => workspace.loop.isOn,
      run: () => {
        const { isOn, fromSec, toSec } = workspace.loop;
        const range = toSec > fromSec ? {} : { fromSec: 0, toSec: workspace.lengthSec };
        project.commit(setLoop(project.document, { ...range, isOn: !isOn }));
      },
    },
    { id: 'loopFrom', group: 'play', shortcuts: ['['], run: setLoopEnd('from') },
    { id: 'loopTo', group: 'play', shortcuts: [']'], run: setLoopEnd('to') },
    {
      id: 'follow',
      group: 'play',
      shortcuts: ['F'],
      isOn: () => roll.isFollowing,
      run: () => (roll.isFollowing = !roll.isFollowing),
    },
    { id: 'mute', group: 'play', shortcuts: ['M'], isEnabled: hasFocus, run: toggleStrips('isMuted') },
    { id: 'solo', group: 'play', shortcuts: ['S'], isEnabled: hasFocus, run: toggleStrips('isSoloed') },
    {
      id: 'compare',
      group: 'play',
      shortcuts: ['O'],
      isOn: () => player.isComparing,
      isEnabled: () => player.hasStems,
      run: () => player.compare(!player.isComparing),
    },
  ];
}
