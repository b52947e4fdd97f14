/** Commands about the alignment and the training. */
import { judgeDoubts, removeAnchors, setAnchor } from '../../shared/document/edits/edit-alignment.ts';
import type { DoubtRecord } from '../../shared/document/records.ts';
import { singleOf } from '../../shared/document/document-state.ts';
import { scoreSecAt } from '../../shared/music/warp.ts';
import type { OpenProject } from '../state/open-project.svelte.ts';
import type { WindowState } from '../state/window-state.svelte.ts';
import type { Command } from './command.ts';

export function alignCommands(open: OpenProject, window: WindowState): readonly Command[] {
  const { workspace } = open;
  const { project, roll, player } = workspace;
  const doubtHere = (): DoubtRecord | undefined =>
    workspace.doubts.find(
      ({ fromSec, toSec, state }) =>
        state === 'open' && fromSec <= player.positionSec && player.positionSec <= toSec,
    );
  const nextDoubt = (): DoubtRecord | undefined => {
    const waiting = workspace.doubts.filter(({ state }) => state === 'open');
    return waiting.find(({ fromSec }) => fromSec > player.positionSec + 0.001) ?? waiting[0];
  };
  const judge = (state: 'accepted' | 'rejected') => (): void => {
    const doubt = doubtHere();
    if (doubt !== undefined) project.commit(judgeDoubts(project.document, [doubt.id], state));
  };
  const anchorsInLoop = (): readonly string[] => {
    const { fromSec, toSec } = workspace.loop;
    return workspace.anchors
      .filter(({ audioSec }) => fromSec <= audioSec && audioSec <= toSec)
      .map(({ id }) => id);
  };
  const { training } = open;
  return [
    {
      id: 'accept',
      group: 'align',
      shortcuts: ['A'],
      isEnabled: () => doubtHere() !== undefined,
      run: judge('accepted'),
    },
    {
      id: 'reject',
      group: 'align',
      shortcuts: ['R'],
      isEnabled: () => doubtHere() !== undefined,
      run: judge('rejected'),
    },
    {
      id: 'nextDoubt',
      group: 'align',
      shortcuts: ['J'],
      isEnabled: () => nextDoubt() !== undefined,
      run: () => {
        const doubt = nextDoubt();
        if (doubt === undefined) return;
        player.seek(doubt.fromSec);
        roll.fit({ fromSec: doubt.fromSec - 1, toSec: doubt.toSec + 1 });
        window.tab = 'doubts';
      },
    },
    {
      id: 'anchor',
      group: 'align',
      shortcuts: ['K'],
      run: () => {
        const audioSec = player.positionSec;
        const warp = singleOf(project.document, 'alignment')?.warp ?? [];
        const scoreSec = warp.length === 0 ? audioSec : scoreSecAt(warp, audioSec);
        const id = `a${crypto.randomUUID().replaceAll('-', '')}`;
        project.commit(setAnchor(project.document, { id, scoreSec, audioSec }));
      },
    },
    {
      id: 'removeAnchors',
      group: 'align',
      shortcuts: [],
      isEnabled: () => anchorsInLoop().length > 0,
      run: () => project.commit(removeAnchors(project.document, anchorsInLoop())),
    },
    {
      id: 'align',
      group: 'align',
      shortcuts: ['Mod+L'],
      isEnabled: () => !open.jobs.some(({ kind }) => kind === 'align'),
      run: () => void open.align(false),
    },
    {
      id: 'train',
      group: 'train',
      shortcuts: ['Mod+Enter'],
      isEnabled: () => training.job === undefined,
      run: () => {
        window.tab = 'train';
        void training.start(project.document.versions.size > 0 ? 'warm' : 'scratch');
      },
    },
    {
      id: 'restTraining',
      group: 'train',
      shortcuts: [],
      isEnabled: () => training.job !== undefined,
      isOn: () => training.isResting,
      run: () => void training.steer(training.isResting ? 'go-on' : 'rest'),
    },
    {
      id: 'finishTraining',
      group: 'train',
      shortcuts: [],
      isEnabled: () => training.job !== undefined,
      run: () => void training.steer('finish'),
    },
    {
      id: 'stopTraining',
      group: 'train',
      shortcuts: [],
      isEnabled: () => training.job !== undefined,
      run: () => void training.stop(),
    },
  ];
}
