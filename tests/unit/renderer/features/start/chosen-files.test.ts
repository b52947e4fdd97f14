import { describe, expect, it } from 'vitest';
import { kindOfFile, pieceName, sortFiles } from '../../../../../renderer/features/start/chosen-files.ts';

const file = (name: string, type = ''): { name: string; type: string } => ({ name, type });

describe('dropped files', () => {
  it('[U18] name or type tells the recording from the score', () => {
    expect(kindOfFile(file('a.FLAC'))).toBe('recording');
    expect(kindOfFile(file('a.mid', 'audio/midi'))).toBe('score');
    expect(kindOfFile(file('a', 'audio/x-wav'))).toBe('recording');
    expect(kindOfFile(file('phone.m4a', 'audio/mp4'))).toBe('recording');
    expect(kindOfFile(file('stage.MOV', 'video/quicktime'))).toBe('recording');
    expect(kindOfFile(file('a.pdf', 'application/pdf'))).toBeNull();
  });

  it('[U18] the first of each kind is taken, and the others are named', () => {
    const names = ['x.txt', 'one.wav', 'two.wav', 's.mid', 'old.wma'];
    const files = names.map((name) => file(name, name.endsWith('wma') ? 'audio/x-ms-wma' : ''));
    expect(sortFiles(files)).toEqual({
      recording: files[1],
      score: files[3],
      unknown: ['x.txt'],
      unread: ['old.wma'],
      repeated: ['recording'],
    });
  });

  it('[U18] a piece is called like its recording', () => {
    expect(pieceName('Nocturne no. 2.flac')).toBe('Nocturne no. 2');
    expect(pieceName('.wav')).toBe('.wav');
  });
});
