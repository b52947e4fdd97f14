import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveShell } from '../../../../../electron/backend/service/serve-shell.ts';
import { Service } from '../../../../../electron/backend/service/service.ts';
import type { AppContract } from '../../../../../shared/contract/contract.ts';
import type { ShellContract } from '../../../../../shared/contract/shell-contract.ts';
import { connectContract } from '../../../../../shared/rpc/client.ts';
import type { Client } from '../../../../../shared/rpc/client.ts';
import { memoryTransports } from '../../../../../shared/rpc/transports/memory.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { createToyProject, outcomeOf, valueOf } from '../../../../support/toy-project.ts';

const temp = useTempFolder();
const platform = { clone: structuredClone, defer: queueMicrotask };

describe('what main asks of the service', () => {
  let service: Service;
  let shell: Client<ShellContract>;
  let handle = '';
  let exports = '';

  beforeAll(async () => {
    service = new Service({
      startTrainer: () => {
        throw new Error('expected no training');
      },
      recentPath: null,
      onFault: (name, cause) => {
        throw new Error(`${name}: ${String(cause)}`);
      },
    });
    const forApp = memoryTransports(platform);
    service.connect(forApp.ends[0]);
    const forShell = memoryTransports(platform);
    serveShell(forShell.ends[0], service, () => {});
    shell = connectContract<ShellContract>(forShell.ends[1]);
    const { project, folder } = await createToyProject(temp, 'shell');
    valueOf(await project.close());
    const app = connectContract<AppContract>(forApp.ends[1]);
    handle = valueOf(await app.call('project.open', { path: folder })).project;
    exports = join(folder, 'exports');
    await mkdir(join(exports, 'take 1'), { recursive: true });
    await writeFile(join(exports, 'take 1', 'a.wav'), Buffer.alloc(600_000, 7));
    await symlink(join(folder, 'journal.jsonl'), join(exports, 'link'));
  });
  afterAll(() => service.close());

  const resource = (name: string): string => `/resources/${handle}/exports/${name}`;

  it('[SH13] a range comes block by block, and ends', async () => {
    const opened = valueOf(
      await shell.call('resource.open', {
        path: resource('take%201/a.wav'),
        method: 'GET',
        range: 'bytes=100000-599999',
      }),
    );
    expect(opened.status).toBe(206);
    expect(opened.headers['Content-Range']).toBe('bytes 100000-599999/600000');
    let length = 0;
    for (let blocks = 1; ; blocks++) {
      const { bytes } = valueOf(await shell.call('resource.read', { body: opened.body! }));
      if (bytes === null) {
        expect(blocks).toBeGreaterThan(2);
        break;
      }
      length += bytes.length;
    }
    expect(length).toBe(500_000);
  });

  it('[SH13] a body that is given up is closed, and reads as ended', async () => {
    const { body } = valueOf(
      await shell.call('resource.open', { path: resource('take%201/a.wav'), method: 'GET' }),
    );
    valueOf(await shell.call('resource.close', { body: body! }));
    expect(valueOf(await shell.call('resource.read', { body: body! }))).toEqual({ bytes: null });
    const head = valueOf(
      await shell.call('resource.open', { path: resource('take%201/a.wav'), method: 'HEAD' }),
    );
    expect(head).toMatchObject({ status: 200, body: null });
  });

  it('[SE9] only files of the exports have a place to show or drag', async () => {
    const located = await shell.call('export.locate', { resource: resource('take%201/a.wav') });
    expect(located).toEqual({ ok: true, value: { path: join(exports, 'take 1', 'a.wav') } });
    for (const path of [
      resource('link'),
      resource('..%2Fjournal.jsonl'),
      resource('../journal.jsonl'),
      resource('take%201'),
      resource('none.wav'),
      `/resources/${handle}/cache/a.wav`,
      `/resources/${handle}/recording/samples.f32`,
      '/resources/p0/exports/take%201/a.wav',
    ])
      expect(outcomeOf(await shell.call('export.locate', { resource: path })), path).toMatch(/^file-missing/);
  });

  it('[SE7] parameters of another shape are refused', async () => {
    const wrong = await shell.call('resource.open', { path: '/etc/passwd', method: 'GET' });
    expect(outcomeOf(wrong)).toMatch(/^bad-request/);
  });
});
