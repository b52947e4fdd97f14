import { describe, expect, it } from 'vitest';
import { planSounds } from '../../../../../../electron/backend/engine/export/sound-plan.ts';
import type { ExportRequest } from '../../../../../../shared/export/export-request.ts';
import { exportSession, fullRequest } from '../../../../../support/export-fixture.ts';

function outcome(
  shape: { readonly channels?: number; readonly sampleRate?: number },
  changes: Partial<ExportRequest>,
): string {
  const planned = planSounds(exportSession(shape), fullRequest('/out', { mixes: [], ...changes }));
  return planned.ok ? 'ok' : `${planned.error.code}: ${planned.error.message}`;
}

const mp3 = [{ name: 'mix', format: 'mp3', bits: '24', without: [] }] as const;

describe('the plan of an export', () => {
  it('[EX3] what a format cannot hold is refused by name, with what to take', () => {
    expect(outcome({}, { format: 'flac', bits: '32f' })).toMatch(/^bad-usage: FLAC has no 32-bit float.*WAV/);
    expect(outcome({ channels: 8 }, { format: 'flac' })).toBe('ok');
    expect(outcome({ channels: 9 }, { format: 'flac' })).toMatch(
      /^bad-usage: FLAC cannot hold 9 channels.*WAV/,
    );
    expect(outcome({ sampleRate: 700_000 }, { format: 'flac' })).toMatch(/700000 Hz; choose WAV/);
    expect(outcome({ channels: 9 }, { format: 'wav' })).toBe('ok');
  });

  it('[EX4] MP3 and Ogg are for one or two channels', () => {
    expect(outcome({ channels: 2 }, { mixes: mp3 })).toBe('ok');
    expect(outcome({ channels: 6 }, { mixes: mp3 })).toMatch(/^bad-usage: "mix" has 6 channels/);
  });
});
