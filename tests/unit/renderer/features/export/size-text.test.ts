import { expect, it } from 'vitest';
import { sizeText } from '../../../../../renderer/features/export/size-text.ts';

it.each([
  [0, '1 kB'],
  [812_400, '812 kB'],
  [12_340_000, '12.3 MB'],
  [1_250_000_000, '1.25 GB'],
])('[U60] %d bytes read as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
