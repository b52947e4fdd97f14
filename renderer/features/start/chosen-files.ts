/** Which of some dropped files is the recording and which the score. */

const scoreName = /\.(?:mid|midi|smf|kar)$/i;
const soundName = /\.(?:wav|wave|bwf|rf64|aif|aiff|aifc|flac|mp3|ogg|oga|opus)$/i;

export type FileKind = 'recording' | 'score';

/** What browsers read and the engine does not: the recording is decoded in the window first. */
const foreignName = /\.(?:m4a|m4b|mp4|mov|3gp|aac)$/i;

/** Codings that neither reads. */
const unreadName = /\.(?:alac|caf|wma|ape|wv|amr)$/i;

export function isForeign({ name }: Pick<File, 'name'>): boolean {
  return foreignName.test(name);
}

/** Whether it has to be converted first. */
export function isUnread({ name }: Pick<File, 'name'>): boolean {
  return unreadName.test(name);
}

/** By its name, or else by the type that the system gives it; the engine looks at the content later. */
export function kindOfFile({ name, type }: Pick<File, 'name' | 'type'>): FileKind | null {
  if (isUnread({ name })) return null;
  if (scoreName.test(name) || /^audio\/(?:x-)?midi?$/.test(type)) return 'score';
  if (soundName.test(name) || isForeign({ name }) || type.startsWith('audio/')) return 'recording';
  return null;
}

export type Sorted<F> = {
  readonly recording: F | null;
  readonly score: F | null;
  /** Names of files that are neither. */
  readonly unknown: readonly string[];
  /** Names of recordings in a coding that has to be converted first. */
  readonly unread: readonly string[];
  /** Kinds of which there was more than one. */
  readonly repeated: readonly FileKind[];
};

/** The first of each kind. */
export function sortFiles<F extends Pick<File, 'name' | 'type'>>(files: readonly F[]): Sorted<F> {
  const of = (kind: FileKind | null): readonly F[] => files.filter((file) => kindOfFile(file) === kind);
  return {
    recording: of('recording')[0] ?? null,
    score: of('score')[0] ?? null,
    unknown: of(null).flatMap(({ name }) => (isUnread({ name }) ? [] : [name])),
    unread: of(null).flatMap(({ name }) => (isUnread({ name }) ? [name] : [])),
    repeated: (['recording', 'score'] as const).filter((kind) => of(kind).length > 1),
  };
}

/** 'Nocturne in E.flac' gives 'Nocturne in E'. */
export function pieceName(fileName: string): string {
  return fileName.replace(/\.[^.]{1,5}$/, '').trim() || fileName;
}
