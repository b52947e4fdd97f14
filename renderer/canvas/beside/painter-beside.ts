/**
 * The window's side of a painter on a thread of its own. Zooming changes every pixel of the roll with every frame:
 * painted beside, it leaves the window free. Where notes are edited or selected the window paints by itself, at once; the
 * painter hears of it when they have come to rest, so that they are not copied with every frame of a drag.
 */
import type { LevelImage } from '../level-image.ts';
import { isSameContent } from '../roll-content.ts';
import type { RollContent } from '../roll-content.ts';
import { pictureParts } from './painter-messages.ts';
import type {
  ContentMessage,
  FromPainter,
  NumberedImage,
  PaintMessage,
  PicturePart,
  ToPainter,
} from './painter-messages.ts';

export type PainterThread = Pick<Worker, 'postMessage' | 'onmessage' | 'onerror' | 'terminate'>;

export type Frame = Omit<PaintMessage, 'kind' | 'memory'>;
/** @param memory the picture, the caller's from now on; null where the painter died */
export type Painted = (memory: ArrayBuffer | null) => void;

/** How long notes stay as they are before they are copied. */
const restMs = 250;

type Request = { readonly frame: Frame; readonly done: Painted };

export class PainterBeside {
  #thread: PainterThread | null;
  #sent: RollContent | null = null;
  #offered: RollContent | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #numbers = new WeakMap<LevelImage, number>();
  #images = 0;
  #painting: Request | null = null;
  /** Only the latest: nobody misses views that are gone. */
  #next: Request | null = null;
  #spare = new ArrayBuffer(0);

  constructor(thread: PainterThread) {
    this.#thread = thread;
    thread.onmessage = ({ data }: MessageEvent<FromPainter>) => this.#take(data.memory);
    thread.onerror = () => this.#break();
  }

  /** What the window shows now. */
  offer(content: RollContent): void {
    const before = this.#offered;
    if (before !== null && isSameContent(before, content)) return;
    this.#offered = content;
    clearTimeout(this.#rest);
    if (this.knows(content)) return;
    const isLight = this.#sent?.layout === content.layout && this.#sent.selected === content.selected;
    if (isLight) this.#send(content);
    else this.#rest = setTimeout(() => this.#send(content), restMs);
  }

  /** It would paint just that. */
  knows(content: RollContent): boolean {
    return this.#thread !== null && this.#sent !== null && isSameContent(this.#sent, content);
  }

  /** Of what it knows. While one picture is painted only the latest of further requests waits. */
  ask(frame: Frame, done: Painted): void {
    const request = { frame, done };
    if (this.#painting === null) this.#paint(request);
    else this.#next = request;
  }

  /** What was asked for is no longer wanted: it is shown already, or something newer is. */
  forget(): void {
    this.#next = null;
    if (this.#painting !== null)
      this.#painting = { ...this.#painting, done: (memory) => this.giveBack(memory) };
  }

  /** Memory of a picture that is no longer shown: the next one is painted into it. */
  giveBack(memory: ArrayBuffer | null): void {
    if (memory !== null) this.#spare = memory;
  }

  close(): void {
    clearTimeout(this.#rest);
    this.#thread?.terminate();
    this.#thread = null;
  }

  #send(content: RollContent): void {
    const before = this.#sent;
    const changed = (Object.keys(content) as (keyof RollContent)[]).filter(
      (part) => before?.[part] !== content[part],
    );
    this.#sent = content;
    const parts: Partial<Record<keyof RollContent, unknown>> = {};
    const pictures: Partial<Record<PicturePart, readonly NumberedImage[]>> = {};
    for (const part of changed) {
      if (isPictures(part)) pictures[part] = this.#numbered(content[part]);
      else parts[part] = content[part];
    }
    this.#post({ kind: 'content', parts: parts as ContentMessage['parts'], pictures });
  }

  #numbered(images: readonly LevelImage[]): readonly NumberedImage[] {
    return images.map((image) => {
      const known = this.#numbers.get(image);
      if (known !== undefined) return { number: known, image: null };
      this.#images += 1;
      this.#numbers.set(image, this.#images);
      return { number: this.#images, image };
    });
  }

  #paint(request: Request): void {
    this.#painting = request;
    const memory = this.#spare;
    this.#spare = new ArrayBuffer(0);
    this.#post({ kind: 'paint', ...request.frame, memory }, [memory]);
  }

  #post(message: ToPainter, transfer: ArrayBuffer[] = []): void {
    this.#thread?.postMessage(message, transfer);
  }

  #take(memory: ArrayBuffer): void {
    const [painted, next] = [this.#painting, this.#next];
    this.#painting = null;
    this.#next = null;
    if (next !== null) this.#paint(next);
    painted?.done(memory);
  }

  #break(): void {
    const [painted, next] = [this.#painting, this.#next];
    this.close();
    this.#painting = null;
    this.#next = null;
    painted?.done(null);
    next?.done(null);
  }
}

function isPictures(part: keyof RollContent): part is PicturePart {
  return (pictureParts as readonly string[]).includes(part);
}
