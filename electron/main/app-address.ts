/** The application's own protocol: one origin, for its page, the service's resources and uploads. */

export const appScheme = 'app';
export const appPage = 'app://divisi/';
const appHost = 'divisi';

/** Null for what is no address. */
export function parseAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** @param url of a frame or a request, or an origin */
export function isOwnPage(url: string): boolean {
  const parsed = parseAddress(url);
  return parsed?.protocol === `${appScheme}:` && parsed.host === appHost && parsed.username === '';
}
