import { describe, expect, it } from 'vitest';
import { addressOf, browserCommand } from '../../../../build/bootstrap/open-window.mjs';

describe('the window in a browser', () => {
  it('[U30] takes each system’s own way to open an address', () => {
    expect(browserCommand('linux', 'http://x/')).toEqual({ file: 'xdg-open', args: ['http://x/'] });
    expect(browserCommand('darwin', 'http://x/').file).toBe('open');
    expect(browserCommand('win32', 'http://x/').args).toContain('http://x/');
  });

  it('[U30] believes only an address of this machine', () => {
    expect(addressOf('{"address":"http://127.0.0.1:1234/?token=x","port":1234}')).toBe(
      'http://127.0.0.1:1234/?token=x',
    );
    expect(addressOf('{"address":"http://example.com/"}')).toBeNull();
    expect(addressOf('nonsense')).toBeNull();
  });
});
