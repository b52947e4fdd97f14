import { ESLint, Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { repositoryPath } from '../../../build/bootstrap/paths.mjs';
import { securityRules } from '../../../build/security-lint.mjs';

type Part = keyof typeof securityRules;

function complaints(part: Part, code: string): string[] {
  const rules = securityRules[part] as unknown as Linter.RulesRecord;
  return new Linter()
    .verify(code, { rules, languageOptions: { sourceType: 'module', ecmaVersion: 2024 } })
    .map(({ ruleId }) => ruleId ?? 'syntax');
}

describe('the linter', () => {
  it('[SE12] refuses processes, sockets, outside addresses and code as text in main', () => {
    for (const code of [
      "import { spawn } from 'node:child_process';",
      "import { get } from 'node:https';",
      "import { connect } from 'node:net';",
      "import vm from 'node:vm';",
      "shell.openExternal('https://example.com');",
      "contents.executeJavaScript('1');",
      "window.loadFile('index.html');",
      "eval('1');",
      "new Function('return 1');",
    ])
      expect(complaints('main', code), code).toHaveLength(1);
    expect(complaints('main', "import { join } from 'node:path'; window.loadURL('app://divisi/');")).toEqual(
      [],
    );
  });

  it('[SE12] refuses other channels in the preload, and code as text in pages', () => {
    for (const code of ["ipcRenderer.send('x');", "ipcRenderer.sendSync('x');", "eval('1');"])
      expect(complaints('preload', code), code).toHaveLength(1);
    expect(complaints('preload', "ipcRenderer.invoke('x');")).toEqual([]);
    expect(complaints('renderer', "new Function('return 1');")).toEqual(['no-new-func']);
  });

  it('[SE12] has these rules where they belong', async () => {
    const eslint = new ESLint({ overrideConfigFile: repositoryPath('build', 'eslint.config.mjs') });
    const places: readonly [Part, string][] = [
      ['main', 'electron/main/app.entry.ts'],
      ['preload', 'electron/preload/preload.entry.ts'],
      ['renderer', 'renderer/main.ts'],
      ['renderer', 'renderer/App.svelte'],
    ];
    for (const [part, path] of places) {
      const config = (await eslint.calculateConfigForFile(repositoryPath(path))) as Linter.Config;
      for (const name of Object.keys(securityRules[part]))
        expect(config.rules?.[name], `${path}: ${name}`).toBeDefined();
    }
  });
});
