/**
 * Who may talk to the loopback server. Other users of this machine and pages of other sites can reach a
 * port on 127.0.0.1; neither knows the token, and a page of another site has another Origin or, through a
 * name that it points here, another Host.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';

export type AskedHeaders = {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly cookie?: string | undefined;
};

export class SessionGate {
  readonly #port: number;
  readonly #tokens = new Set<string>();
  readonly #sessions = new Set<string>();

  constructor(port: number) {
    this.#port = port;
  }

  /** To be opened once: `http://127.0.0.1:<port>/?token=<token>`. */
  createToken(): string {
    const token = randomText();
    this.#tokens.add(token);
    return token;
  }

  /** @returns the Set-Cookie header of a new session; null for a token that is unknown or used. */
  redeem(token: string): string | null {
    const known = [...this.#tokens].find((each) => isEqual(each, token));
    if (known === undefined) return null;
    this.#tokens.delete(known);
    const session = randomText();
    this.#sessions.add(session);
    return `${this.#cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Of pages that this server sent, under the name that it gave. */
  isOwnPage({ host, origin }: AskedHeaders, needsOrigin: boolean): boolean {
    const own = `127.0.0.1:${this.#port}`;
    if (host !== own) return false;
    return origin === undefined ? !needsOrigin : origin === `http://${own}`;
  }

  hasSession({ cookie }: AskedHeaders): boolean {
    const prefix = `${this.#cookieName}=`;
    const given = (cookie ?? '')
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part.startsWith(prefix))
      .map((part) => part.slice(prefix.length));
    return given.some((value) => [...this.#sessions].some((session) => isEqual(session, value)));
  }

  /** Cookies are shared by all ports of a host, so that several servers need names of their own. */
  get #cookieName(): string {
    return `divisi-${this.#port}`;
  }
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
