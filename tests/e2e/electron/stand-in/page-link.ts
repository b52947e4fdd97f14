/** Runs the preload in the isolated world of a page, over the DevTools protocol, and speaks with it. */
import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright-core';
import { bindingName, crossing, isolatedWorld, pageWorld } from './page-worlds.ts';
import type { FromPage, ToPage } from './page-worlds.ts';
import type { StandInPort } from './stand-in-port.ts';

const worldName = 'Electron Isolated Context';

export type PageLinkOptions = {
  readonly preload: string;
  readonly invoke: (channel: string, args: readonly unknown[]) => Promise<unknown>;
};

export class PageLink {
  readonly #session: CDPSession;
  readonly #options: PageLinkOptions;
  readonly #ports = new Map<number, StandInPort>();
  #context: number | null = null;
  #count = 0;
  /** In order: a message must not pass the one before. */
  #work: Promise<unknown> = Promise.resolve();

  private constructor(session: CDPSession, options: PageLinkOptions) {
    this.#session = session;
    this.#options = options;
  }

  static async open(page: Page, options: PageLinkOptions): Promise<PageLink> {
    const session = await page.context().newCDPSession(page);
    const link = new PageLink(session, options);
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === worldName) link.#begin(context.id);
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === bindingName) link.#hear(JSON.parse(payload) as FromPage);
    });
    await session.send('Page.enable');
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName });
    const preload = await readFile(options.preload, 'utf8');
    const events = `(${crossing.toString()})()`;
    const told = [bindingName, process.platform].map((text) => JSON.stringify(text)).join(', ');
    const source = `(${isolatedWorld.toString()})(${events}, ${told}, function (require, process) {${preload}\n});`;
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${pageWorld.toString()})(${events});`,
    });
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName });
    return link;
  }

  send(channel: string, args: readonly unknown[], ports: readonly StandInPort[] = []): void {
    const opened = ports.map((port) => ({ port, id: ++this.#count }));
    for (const { port, id } of opened) this.#ports.set(id, port);
    this.#tell({ kind: 'send', channel, args, ports: opened.map(({ id }) => id) });
    for (const { port, id } of opened) {
      port.send({
        post: (data) => this.#tell({ kind: 'port', id, data }),
        close: () => this.#tell({ kind: 'port-close', id }),
      });
    }
  }

  /** Files that are about to be dropped, by name and size. */
  knowPaths(paths: Readonly<Record<string, string>>): Promise<void> {
    return this.#evaluate(`globalThis.__standInPaths = ${JSON.stringify(paths)}`);
  }

  /** The page is gone, or shows another document. */
  end(): void {
    const ports = [...this.#ports.values()];
    this.#ports.clear();
    this.#context = null;
    for (const port of ports) port.carrierGone();
  }

  async crash(): Promise<void> {
    // A page that is gone does not answer.
    await this.#session.send('Page.crash').catch(() => {});
  }

  #begin(context: number): void {
    this.end();
    this.#context = context;
  }

  #hear(message: FromPage): void {
    if (message.kind === 'port') return this.#ports.get(message.id)?.fromCarrier(message.data);
    const { id, channel, args } = message;
    void this.#options.invoke(channel, args).then(
      (value) => this.#tell({ kind: 'result', id, value }),
      (cause: unknown) => this.#tell({ kind: 'result', id, failure: String(cause) }),
    );
  }

  #tell(message: ToPage): void {
    void this.#evaluate(`__standInReceive(${JSON.stringify(message)})`);
  }

  #evaluate(expression: string): Promise<void> {
    const context = this.#context;
    const done = this.#work.then(async () => {
      if (context === null || context !== this.#context) return;
      await this.#session.send('Runtime.evaluate', { expression, contextId: context }).catch(() => {});
    });
    this.#work = done;
    return done;
  }
}
