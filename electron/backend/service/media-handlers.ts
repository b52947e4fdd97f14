/** Calls about the recording's outline and spectrogram, and a piano for its score, which the service makes itself. */
import { join } from 'node:path';
import type { AppContract } from '../../../shared/contract/contract.ts';
import type { StepProgress } from '../../../shared/contract/engine-state.ts';
import type { Handlers } from '../../../shared/rpc/declaration.ts';
import { ok } from '../../../shared/std/result.ts';
import { recordingOf } from '../../../shared/document/document-state.ts';
import { pianoAttribution } from '../demo/piano-package.ts';
import { spectrogramScale } from '../engine/outline/spectrogram-tiles.ts';
import { writePianoTones } from './piano-tones.ts';
import { resourcePath, samplesPath } from './resource-tree.ts';
import type { ServiceParts } from './service-parts.ts';

type Names = 'media.peaks' | 'media.spectrogram' | 'media.piano';

export function mediaHandlers({
  desk,
  mediaOf,
}: ServiceParts): Pick<Handlers<AppContract, AbortSignal>, Names> {
  return {
    async 'media.peaks'({ project }, { signal, report }) {
      const open = desk.get(project);
      if (!open.ok) return open;
      const made = await mediaOf(open.value).peaks({
        signal,
        onProgress: (fraction) => report(stepOf('decode', fraction)),
      });
      if (!made.ok) return made;
      const { path, levels, recording } = made.value;
      const { sampleRate, channels, lengthSamples } = recording;
      const { handle, project: opened } = open.value;
      return ok({
        resource: resourcePath(handle, opened.layout, path),
        levels,
        sampleRate,
        channels,
        lengthSamples,
        samples: samplesPath(handle),
      });
    },

    async 'media.spectrogram'({ project, fromSec, toSec }, { signal, report }) {
      const open = desk.get(project);
      if (!open.ok) return open;
      const media = mediaOf(open.value);
      const grid = await media.spectrogram({
        signal,
        onProgress: (fraction) => report(stepOf('decode', fraction)),
      });
      if (!grid.ok) return grid;
      const { hopSec, tiles: count } = grid.value;
      const { tileFrames } = spectrogramScale;
      const first = Math.min(count - 1, Math.floor(fromSec / hopSec / tileFrames));
      const last = Math.min(count - 1, Math.floor(toSec / hopSec / tileFrames));
      const tiles: { index: number; resource: string }[] = [];
      for (let index = first; index <= last; index++) {
        const made = await media.tile(grid.value, index, signal);
        if (!made.ok) return made;
        const { handle, project: opened } = open.value;
        tiles.push({ index, resource: resourcePath(handle, opened.layout, made.value) });
        report(stepOf('spectrogram', (index - first + 1) / (last - first + 1)));
      }
      return ok({ ...spectrogramScale, hopSec, tiles });
    },

    async 'media.piano'({ project }, { signal, report }) {
      const open = desk.get(project);
      if (!open.ok) return open;
      const { handle, project: opened } = open.value;
      const { sampleRate } = recordingOf(opened.history.document);
      const folder = join(opened.layout.cache, 'piano');
      const made = await writePianoTones(folder, sampleRate, {
        signal,
        onProgress: (fraction) => report(stepOf('piano', fraction)),
      });
      if (!made.ok) return made;
      if (made.value === null) return ok({ piano: null });
      const { path, tones } = made.value;
      const resource = resourcePath(handle, opened.layout, path);
      return ok({ piano: { resource, tones, attribution: pianoAttribution } });
    },
  };
}

function stepOf(phase: string, fraction: number): StepProgress {
  return { phase, fraction, detail: '', secondsLeft: null };
}
