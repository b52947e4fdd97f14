import { describe, expect, it } from 'vitest';
import { downloadData } from '../../../../renderer/backend/download-data.ts';

describe('files that are dragged out', () => {
  it.each([
    ['toy - 01 right.wav', 'audio/wav:toy - 01 right.wav:http://127.0.0.1:1/r/a.wav'],
    ['a.FLAC', 'audio/flac:a.FLAC:http://127.0.0.1:1/r/a.wav'],
    ['toy.dawproject', 'application/octet-stream:toy.dawproject:http://127.0.0.1:1/r/a.wav'],
    ['a:b.mid', 'audio/midi:a-b.mid:http://127.0.0.1:1/r/a.wav'],
  ])('[U62] %s has kind, name and address', (name, data) => {
    expect(downloadData(name, 'http://127.0.0.1:1/r/a.wav')).toBe(data);
  });
});
