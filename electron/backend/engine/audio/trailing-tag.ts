/** Tags that players append behind the sound. */

/** Whether an ID3v1, APE or Lyrics3 tag begins at `position`. */
export function isTrailingTag(bytes: Uint8Array, position: number): boolean {
  return ['TAG', 'APETAGEX', 'LYRICSBEGIN'].some((tag) =>
    Array.from(tag).every((character, i) => bytes[position + i] === character.charCodeAt(0)),
  );
}
