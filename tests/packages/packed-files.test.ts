/** What lies in the packed application, against what may lie there. */
import { extractFile } from '@electron/asar';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { lstatSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeSums } from '../../build/packaging/native-sums.ts';
import { archive, archivedFiles, folderFiles, packedFolder, resources, skipReason } from './packed-app.ts';

/** Electron's own files by name, and what the package adds to them. */
const allowedBeside = [
  /^(?:divisi|chrome-sandbox|chrome_crashpad_handler|version|LICENSE|LICENSES\.chromium\.html)$/,
  /^[a-zA-Z0-9_.]+\.(?:pak|bin|dat|json)$|^lib[A-Za-z0-9_]+\.so(?:\.\d+)?$/,
  /^locales\/[a-zA-Z0-9_-]+\.pak$/,
  /^resources\/(?:app\.asar|LICENSE|THIRD_PARTY_NOTICES\.md|divisi-mime\.xml|512x512\.png)$/,
  /^resources\/app\.asar\.unpacked\/node_modules\/@tensorflow\/tfjs-node\/(?:lib\/napi-v8\/tfjs_binding\.node|deps\/lib\/libtensorflow(?:_framework)?\.so\.\d)$/,
  /^resources\/app\.asar\.unpacked\/node_modules\/(?:@audio\/decode-mp3|codec-parser|mpg123-decoder|wasm-media-encoders)\/[^.][^]*\.(?:js|cjs|mjs|json|wasm)$/,
  /^resources\/app\.asar\.unpacked\/node_modules\/(?:@audio\/decode-mp3|codec-parser|wasm-media-encoders)\/LICENSE$/,
];

const bundleFile =
  /^\.vite\/build\/(?:(?:main|preload)\.cjs|(?:cli|trainer|live-trainer|utility)\.entry\.js|chunks\/[\w-]+\.js|native-sums\.json|piano\/piano-velocity\d+-[\d.]+\.tgz|renderer\/(?:index\.html|assets\/[\w.-]+\.(?:js|css|svg|png|woff2)))$/;
const packageFile =
  /^node_modules\/(?:@[\w-]+\/)?[\w.-]+\/(?:.*\/)?(?:[\w.-]+\.(?:js|cjs|mjs|json|wasm|node)|libtensorflow(?:_framework)?\.so\.\d|(?:licen[cs]e|copying|notice|third_party)[\w.-]*)$/i;

describe.skipIf(packedFolder === null)(`the files of the packed application${skipReason}`, () => {
  let inside: ReturnType<typeof archivedFiles>;
  beforeAll(() => {
    inside = archivedFiles();
  });

  it('[PK1] beside the archive lie Electron, notices and unpacked parts, and nothing else', () => {
    const strangers = folderFiles().filter((path) => !allowedBeside.some((allowed) => allowed.test(path)));
    expect(strangers).toEqual([]);
  });

  it('[PK1] the archive holds bundles, packages that run and a manifest, and nothing else', () => {
    const strangers = inside
      .map(({ path }) => path)
      .filter((path) => path !== 'package.json' && !bundleFile.test(path) && !packageFile.test(path));
    expect(strangers).toEqual([]);
    const suspects = inside.filter(({ path }) =>
      /\.(?:ts|map|md\.map|cc|h|gyp)$|\/(?:test|tests|__tests__|examples)\/|\.(?:dll|dylib)$/.test(path),
    );
    expect(suspects).toEqual([]);
  });

  it('[PK1] no package that only builds or tests is inside', () => {
    const builders = [
      'vite',
      'vitest',
      'typescript',
      'electron',
      'eslint',
      'svelte',
      'electron-builder',
      'ws',
    ];
    const names = new Set(inside.map(({ path }) => /^node_modules\/([^/]+)/.exec(path)?.[1]));
    expect(builders.filter((name) => names.has(name))).toEqual([]);
  });

  it('[PK2] every package that a bundle asks for is inside', () => {
    const paths = new Set(inside.map(({ path }) => path));
    const asked = new Set(
      inside
        .filter(({ path }) => /^\.vite\/build\/(?!renderer)[^]*\.c?js$/.test(path))
        .flatMap(({ path }) => importsOf(extractFile(archive, path).toString('utf8'))),
    );
    asked.delete('electron');
    expect(asked.size).toBeGreaterThan(8);
    expect([...asked].filter((name) => !paths.has(`node_modules/${name}/package.json`))).toEqual([]);
  });

  it('[PK3] native code is one file a library, outside the archive, with its sum inside', async () => {
    const native = inside.filter(({ path }) => /\.node$|\.so\.\d/.test(path));
    expect(native.map(({ path }) => path.replace(/\d$/, 'N'))).toEqual([
      'node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so.N',
      'node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow_framework.so.N',
      'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node',
    ]);
    for (const { path, isUnpacked } of native) {
      expect(isUnpacked).toBe(true);
      expect(lstatSync(join(`${archive}.unpacked`, path)).isFile()).toBe(true);
    }
    const sums = JSON.parse(extractFile(archive, '.vite/build/native-sums.json').toString('utf8')) as unknown;
    expect(sums).toEqual(await nativeSums(`${archive}.unpacked`));
  });

  it('[PK4] the fuses of the executable are set', async () => {
    const wire = (await getCurrentFuseWire(join(packedFolder ?? '', 'divisi'))) as Readonly<
      Record<number, number>
    >;
    const isOn = (fuse: FuseV1Options): boolean => wire[fuse] === '1'.charCodeAt(0);
    expect(
      [
        FuseV1Options.RunAsNode,
        FuseV1Options.EnableNodeOptionsEnvironmentVariable,
        FuseV1Options.EnableNodeCliInspectArguments,
        FuseV1Options.GrantFileProtocolExtraPrivileges,
      ].map(isOn),
    ).toEqual([false, false, false, false]);
    expect(
      [
        FuseV1Options.EnableCookieEncryption,
        FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
        FuseV1Options.OnlyLoadAppFromAsar,
      ].map(isOn),
    ).toEqual([true, true, true]);
  });

  it('[PK5] the notices name every package inside, and what is around them', () => {
    const notices = readFileSync(join(resources, 'THIRD_PARTY_NOTICES.md'), 'utf8');
    const manifests = inside
      .filter(({ path }) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path))
      .map(({ path }) => JSON.parse(extractFile(archive, path).toString('utf8')) as Manifest);
    expect(manifests.length).toBeGreaterThan(80);
    const unnamed = manifests.filter(({ name, version }) => !notices.includes(`\n${name} ${version} (`));
    expect(unnamed).toEqual([]);
    for (const other of [
      'libtensorflow',
      'Electron and Chromium',
      'svelte',
      'uplot',
      'wavesurfer.js',
      'Salamander',
    ])
      expect(notices).toContain(other);
    for (const text of [
      'Permission is hereby granted',
      'GNU LESSER GENERAL PUBLIC LICENSE',
      'Apache License',
    ])
      expect(notices).toContain(text);
    expect(folderFiles()).toContain('LICENSES.chromium.html');
  });

  it('[PK5] what is under the LGPL lies outside the archive, without a sum that would forbid another build', () => {
    const replaceable = inside.filter(({ path }) =>
      /^node_modules\/(?:@audio\/decode-mp3|codec-parser|mpg123-decoder|wasm-media-encoders)\//.test(path),
    );
    expect(replaceable.length).toBeGreaterThan(30);
    expect(replaceable.filter(({ isUnpacked }) => !isUnpacked)).toEqual([]);
    const sums = extractFile(archive, '.vite/build/native-sums.json').toString('utf8');
    expect(sums).not.toMatch(/decode-mp3|codec-parser|mpg123|media-encoders/);
  });

  it('[PK6] the manifest tells what to start and nothing of how it was built; nothing looks for updates', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<
      string,
      unknown
    >;
    expect(Object.keys(manifest).sort()).toEqual([
      'author',
      'description',
      'desktopName',
      'license',
      'main',
      'name',
      'productName',
      'type',
      'version',
    ]);
    expect(manifest['main']).toBe('.vite/build/main.cjs');
    expect(inside.map(({ path }) => path)).toContain('.vite/build/main.cjs');
    const main = extractFile(archive, '.vite/build/main.cjs').toString('utf8');
    expect(main).not.toMatch(/autoUpdater|electron-updater/);
  });
});

type Manifest = { readonly name: string; readonly version: string };

/** Packages that a bundle imports or requires by name, without their subpaths. */
function importsOf(source: string): readonly string[] {
  const found = source.matchAll(
    /(?:\bfrom\s*|\bimport\(\s*|\brequire\(\s*|createRequire\([^)]*\)\(\s*)["'](@[\w-]+\/[\w.-]+|[a-z][\w.-]*)(?:\/[^"']*)?["']/g,
  );
  return [...found]
    .map(([, name = '']) => name)
    .filter((name) => !builtinModules.includes(name) && !name.startsWith('node:'));
}
