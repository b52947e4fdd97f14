/** A layout of the export fixture for session files. */
import { dawTimeline } from '../../shared/export/daw-timeline.ts';
import { timelineMarkers, trackNotes } from '../../shared/export/midi-files.ts';
import type { SessionLayout } from '../../shared/export/session-layout.ts';
import { exportSession } from './export-fixture.ts';

export function sessionLayout(changes: Partial<SessionLayout> = {}): SessionLayout {
  const session = exportSession();
  const timeline = dawTimeline(session, { fromSec: 0, toSec: 10 });
  return {
    piece: session.piece,
    version: '1.2.3',
    sampleRate: 44100,
    lengthSamples: 441_000,
    tracks: session.tracks.map((track, index) => ({
      name: track.name,
      colour: track.colour,
      media: `Für Elise - 0${index + 1} ${track.name}.wav`,
      channels: 2,
      fader: { gainDb: -6, pan: -0.5, isMuted: index === 1, isSoloed: index === 0 },
      notes: trackNotes(session, timeline, track, 'score'),
      pedals: [],
    })),
    masterGainDb: -3,
    timeline,
    markers: timelineMarkers({ ...session, loop: null }, timeline),
    loop: { fromSec: 2, toSec: 4 },
    ...changes,
  };
}
