/** Signing by environment variables alone: without them packages are unsigned, and nothing asks. */
import { spawnChild } from '../bootstrap/spawn-child.mjs';
import { repositoryPath } from '../bootstrap/paths.mjs';

type Environment = Readonly<Record<string, string | undefined>>;

type MacSigning = {
  readonly osxSign?: {
    readonly identity: string;
    readonly continueOnError: false;
    readonly optionsForFile: () => { readonly entitlements: string; readonly hardenedRuntime: true };
  };
  readonly osxNotarize?: {
    readonly appleApiKey: string;
    readonly appleApiKeyId: string;
    readonly appleApiIssuer: string;
  };
};

/**
 * MAC_SIGNING_IDENTITY is the certificate's name in the keychain. APPLE_API_KEY (a file), APPLE_API_KEY_ID and
 * APPLE_API_ISSUER notarise.
 */
export function macSigning(environment: Environment): MacSigning {
  const identity = environment['MAC_SIGNING_IDENTITY'];
  if (!identity) return {};
  const entitlements = repositoryPath('build', 'packaging', 'entitlements.plist');
  const osxSign = {
    identity,
    continueOnError: false,
    optionsForFile: () => ({ entitlements, hardenedRuntime: true }) as const,
  } as const;
  const {
    APPLE_API_KEY: appleApiKey,
    APPLE_API_KEY_ID: appleApiKeyId,
    APPLE_API_ISSUER: appleApiIssuer,
  } = environment;
  if (!appleApiKey || !appleApiKeyId || !appleApiIssuer) return { osxSign };
  return { osxSign, osxNotarize: { appleApiKey, appleApiKeyId, appleApiIssuer } };
}

type WindowsSigning = {
  readonly windowsSign?: { readonly hookFunction: (file: string) => Promise<void> };
};

/**
 * WIN_CSC_LINK is the certificate's file, WIN_CSC_KEY_PASSWORD its password, as electron-builder reads them for the
 * installers; SIGNTOOL_PATH names signtool where it is not on the PATH.
 */
export function windowsSigning(environment: Environment): WindowsSigning {
  const certificate = environment['WIN_CSC_LINK'];
  if (!certificate) return {};
  return {
    windowsSign: {
      async hookFunction(file) {
        if (isSigned(file)) await sign(file, certificate, environment);
      },
    },
  };
}

/**
 * What lies unpacked has its sum in the archive, which is made before anything is signed: a signature would change
 * it.
 */
export function isSigned(file: string): boolean {
  return !/[\\/]app\.asar\.unpacked[\\/]/.test(file) && /\.(?:exe|dll)$/i.test(file);
}

async function sign(file: string, certificate: string, environment: Environment): Promise<void> {
  const args = ['sign', '/fd', 'sha256', '/tr', 'http://timestamp.digicert.com', '/td', 'sha256'];
  const secret = ['/f', certificate, '/p', environment['WIN_CSC_KEY_PASSWORD'] ?? ''];
  const { code } = await spawnChild(environment['SIGNTOOL_PATH'] ?? 'signtool', [...args, ...secret, file]);
  if (code !== 0) throw new Error(`signtool could not sign ${file} (exit code ${code})`);
}
