/** A new project from two files that were chosen or dropped. */
import type { StepProgress } from '../../../shared/contract/engine-state.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { GroupSpec } from '../../../shared/music/groups/group-spec.ts';
import { err, ok } from '../../../shared/std/result.ts';
import { decodeForeign } from '../../backend/foreign-sound/decode-foreign.ts';
import { uploadFile } from '../../backend/upload.ts';
import { app } from '../../state/app-state.svelte.ts';
import { isForeign, pieceName } from './chosen-files.ts';

/** What the engine does not read is decoded, files without a path are copied; the engine then looks at what is in them. */
export async function createFromFiles(recording: File, score: File, groups: GroupSpec): Promise<void> {
  await app.create(pieceName(recording.name), async (signal, report) => {
    const { client } = app;
    if (client === null) return err(divisiError('lost', 'The engine is gone.'));
    report({ phase: 'upload', fraction: 0, detail: '', secondsLeft: null });
    const read = isForeign(recording) ? await decodeForeign(recording, signal) : ok(recording);
    if (!read.ok) return read;
    const sound = read.value;
    const bytes = sound.size + score.size;
    const progress = (done: number): StepProgress => ({
      phase: 'upload',
      fraction: bytes === 0 ? 1 : done / bytes,
      detail: '',
      secondsLeft: null,
    });
    const sent = await uploadFile(client, sound, signal, (share) => report(progress(share * sound.size)));
    if (!sent.ok) return sent;
    const scoreSent = await uploadFile(client, score, signal, (share) =>
      report(progress(sound.size + share * score.size)),
    );
    if (!scoreSent.ok) return scoreSent;
    return ok({
      folder: null,
      recording: sent.value,
      score: scoreSent.value,
      groups,
      // A recording that lies somewhere stays there.
      copiesRecording: sent.value.startsWith('upload:'),
    });
  });
}
