import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSigned, macSigning, windowsSigning } from '../../../../build/packaging/signing.ts';

const notary = { APPLE_API_KEY: '/key.p8', APPLE_API_KEY_ID: 'ID', APPLE_API_ISSUER: 'issuer' };

describe('signing', () => {
  it('[PK13] happens where the environment gives a certificate, and only there', () => {
    expect(macSigning({})).toEqual({});
    expect(macSigning(notary)).toEqual({});
    expect(windowsSigning({ WIN_CSC_KEY_PASSWORD: 'secret' })).toEqual({});
    expect(windowsSigning({ WIN_CSC_LINK: 'divisi.pfx' }).windowsSign).toBeDefined();
  });

  it('[PK13] on macOS uses the hardened runtime with one entitlement, and notarises with all of a key', () => {
    const { osxSign, osxNotarize } = macSigning({ MAC_SIGNING_IDENTITY: 'Developer ID', ...notary });
    const { hardenedRuntime, entitlements = '' } = osxSign?.optionsForFile() ?? {};
    expect(hardenedRuntime).toBe(true);
    expect(osxSign?.continueOnError).toBe(false);
    const keys = readFileSync(entitlements, 'utf8').match(/<key>.*<\/key>/g);
    expect(keys).toEqual(['<key>com.apple.security.cs.allow-jit</key>']);
    expect(osxNotarize).toEqual({ appleApiKey: '/key.p8', appleApiKeyId: 'ID', appleApiIssuer: 'issuer' });
    expect(macSigning({ MAC_SIGNING_IDENTITY: 'Developer ID', APPLE_API_KEY: '/key.p8' })).not.toHaveProperty(
      'osxNotarize',
    );
  });

  it('[PK13] on Windows leaves unpacked libraries alone, whose sums are in the archive', () => {
    expect(isSigned('C:\\out\\Divisi-win32-x64\\Divisi.exe')).toBe(true);
    expect(isSigned('C:\\out\\Divisi-win32-x64\\ffmpeg.dll')).toBe(true);
    expect(isSigned('C:\\out\\resources\\app.asar.unpacked\\node_modules\\x\\tensorflow.dll')).toBe(false);
    expect(isSigned('C:\\out\\Divisi-win32-x64\\resources\\app.asar')).toBe(false);
  });
});
