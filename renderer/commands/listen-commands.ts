/** Commands of hearing: pace, the score beside the recording, notes alone, versions against each other, taps. */
import type { OpenProject } from '../state/open-project.svelte.ts';
import { speedLimits } from '../state/player-state.svelte.ts';
import type { GuideSound } from '../state/player-state.svelte.ts';
import type { Command } from './command.ts';

const speedStep = 0.05;

export function listenCommands(open: OpenProject): readonly Command[] {
  const { workspace, listening, audition, tapping } = open;
  const { project, player } = workspace;
  const hasSelection = (): boolean => project.selectedRefs().length > 0;
  const pace = (id: Command['id'], shortcut: string, step: number): Command => ({
    id,
    group: 'play',
    shortcuts: [shortcut],
    isEnabled: () => (step < 0 ? player.speed > speedLimits.least : player.speed < speedLimits.most),
    run: () => player.setSpeed(Math.round((player.speed + step) * 100) / 100),
  });
  const guide = (id: Command['id'], shortcut: string, sound: GuideSound): Command => ({
    id,
    group: 'play',
    shortcuts: [shortcut],
    isOn: () => player.guide === sound,
    run: () => player.setGuide(player.guide === sound ? 'none' : sound),
  });
  return [
    pace('slower', ',', -speedStep),
    pace('faster', '.', speedStep),
    guide('clicks', 'C', 'clicks'),
    guide('scoreSound', 'Shift+C', 'score'),
    {
      id: 'hearNotes',
      group: 'play',
      shortcuts: ['P'],
      isEnabled: hasSelection,
      run: () => void audition.hear(project.document, project.selectedNotes()),
    },
    {
      id: 'hearClicked',
      group: 'play',
      shortcuts: ['Shift+P'],
      isOn: () => audition.isOn,
      run: () => (audition.isOn = !audition.isOn),
    },
    {
      id: 'isolate',
      group: 'play',
      shortcuts: ['I'],
      isOn: () => listening.tried?.kind === 'isolated',
      isEnabled: () =>
        listening.tried?.kind === 'isolated' || (listening.versionId !== null && hasSelection()),
      run: () => {
        if (listening.tried?.kind === 'isolated') void listening.leaveTried();
        else void listening.isolate(project.selectedNotes());
      },
    },
    {
      id: 'otherVersion',
      group: 'play',
      shortcuts: ['Y'],
      isEnabled: () => listening.otherId !== null && project.document.versions.size > 1,
      run: () => void listening.hearOther(),
    },
    {
      id: 'tap',
      group: 'align',
      shortcuts: ['T'],
      isEnabled: () => player.isPlaying,
      isOn: () => tapping.count !== null,
      run: () => tapping.tap(performance.now()),
    },
    {
      id: 'endTaps',
      group: 'align',
      shortcuts: ['Shift+T'],
      isEnabled: () => tapping.count !== null,
      run: () => tapping.end(),
    },
  ];
}
