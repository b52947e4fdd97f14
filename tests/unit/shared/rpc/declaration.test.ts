import { describe, expectTypeOf, it } from 'vitest';
import { connectContract } from '../../../../shared/rpc/client.ts';
import type { CallName, EventName, Handlers } from '../../../../shared/rpc/declaration.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { memoryTransports } from '../../../../shared/rpc/transports/memory.ts';
import type { ToyContract } from '../../../support/rpc-fixtures.ts';

describe('a declared contract', () => {
  it('[RP3] gives handlers and calls their types', () => {
    expectTypeOf<CallName<ToyContract>>().toEqualTypeOf<'echo' | 'fail' | 'broken' | 'count' | 'wait'>();
    expectTypeOf<EventName<ToyContract>>().toEqualTypeOf<'changed'>();
    const handlers = {} as Handlers<ToyContract, AbortSignal>;
    expectTypeOf(handlers.count).parameter(0).toEqualTypeOf<{ readonly to: number }>();
    const pair = memoryTransports({ clone: structuredClone, defer: queueMicrotask });
    const client = connectContract<ToyContract>(pair.ends[0]);
    expectTypeOf(client.call<'count'>).returns.toEqualTypeOf<Promise<Result<{ readonly counted: number }>>>();
    // @ts-expect-error a misspelt call
    void client.call('cuont', { to: 1 });
    // @ts-expect-error wrong parameters
    void client.call('count', { to: '1' });
    // @ts-expect-error an event is no call
    void client.call('changed', { revision: 1 });
    // @ts-expect-error a misspelt event
    client.on('chnaged', () => {});
    void client.call('count', { to: 1 }, { onProgress: ({ done }) => expectTypeOf(done).toBeNumber() });
    // @ts-expect-error the other handlers are missing
    const incomplete: Handlers<ToyContract, AbortSignal> = { echo: ({ value }) => ok({ value }) };
    void incomplete;
  });
});
