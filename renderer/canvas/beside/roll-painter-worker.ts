/** Paints the roll on a thread of its own. */
import { ContentKeeper } from './content-keeper.ts';
import type { FromPainter, ToPainter } from './painter-messages.ts';

const keeper = new ContentKeeper();

addEventListener('message', ({ data }: MessageEvent<ToPainter>) => {
  if (data.kind === 'content') keeper.take(data);
  else {
    const memory = keeper.paint(data);
    const answer: FromPainter = { memory };
    postMessage(answer, { transfer: [memory] });
  }
});
