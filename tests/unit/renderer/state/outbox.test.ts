import { expect, it } from 'vitest';
import { Outbox } from '../../../../renderer/state/outbox.ts';

it('[U58] what is sent goes in order, and a job waits until all of it was answered', async () => {
  const outbox = new Outbox();
  const told: string[] = [];
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  outbox.push(1, async () => {
    told.push('first sent');
    await answered;
    told.push('first answered');
  });
  outbox.push(1, () => {
    told.push('second sent');
    return Promise.resolve();
  });
  const settled = outbox.settled().then(() => told.push('settled'));
  await Promise.resolve().then(() => Promise.resolve());
  answer();
  await settled;
  expect(told).toEqual(['first sent', 'second sent', 'first answered', 'settled']);
});
