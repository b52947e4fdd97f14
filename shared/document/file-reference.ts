/** A file as a project knows it. */
export type FileReference = {
  /** 'inside' the project's folder, or 'outside' where the user chose it. */
  readonly place: 'inside' | 'outside';
  /** With forward slashes: from the project's folder; 'outside' may also be absolute. */
  readonly path: string;
  /** SHA-256 of the content, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
};
