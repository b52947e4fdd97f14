import { FuseV1Options, FuseVersion } from '@electron/fuses';
import type { FuseV1Config } from '@electron/fuses';

/**
 * What Electron's binary can no longer do in the application. Fuses are bytes of the binary, covered by its
 * signature, so that neither a variable nor an argument turns them back.
 */
export const FUSES: FuseV1Config = Object.freeze({
  version: FuseVersion.V1,
  // The binary would run any script with the application's permissions, its cookies and its signature.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // The window loads through the application's own protocol.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
});
