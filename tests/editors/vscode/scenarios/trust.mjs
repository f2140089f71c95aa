// A workspace that nobody vouches for: the server of the extension alone, and no packs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { MISMATCH } from '../files.mjs';
import { servers, until, Workbench } from '../workbench.mjs';

export async function run(run) {
  const { step, mark } = run;
  const { extensions, bundled } = run.copy();
  const heard = join(run.out, 'trust-heard.txt');
  const touched = join(run.out, 'trust-touched');
  // What the extension carries, or what stands in for it, with a record of what it is told.
  const real = `${bundled}.real`;
  if (existsSync(bundled)) renameSync(bundled, real);
  run.marked(bundled, mark, { target: existsSync(real) ? real : run.program, through: `tee -a ${heard} |` });
  const lure = run.marked(join(run.out, 'bin', 'lure'), `${mark}-lure`, { before: `touch ${touched}` });
  const bench = (run.bench = await Workbench.start({
    ...run, extensions, trusted: false, environment: { PATH: `${join(run.out, 'bin')}:${process.env.PATH}` },
  }));
  bench.write('llm-project.yaml', MISMATCH);
  bench.write('llm-project-lint.toml', 'packs = ["./pack"]\n');
  bench.write('.vscode/settings.json', JSON.stringify({ 'llm-project-lint.path': lure, 'llm-project-lint.packs': true }));
  const page = await bench.open('llm-project.yaml');

  await step('there are findings in restricted mode', async () => {
    await page.waitForSelector('.monaco-editor .squiggly-error');
    await page.waitForSelector('.statusbar-item >> text=Restricted Mode');
    await bench.shot('untrusted');
  });
  await step('by the server of the extension', () => {
    assert.ok(servers(mark).length > 0);
    assert.equal(existsSync(touched), false);
  });
  await step('which is told to leave packs out, at the start and when it asks', async () => {
    await until(() => readFileSync(heard, 'utf8').match(/"packs":\s*false/g)?.length >= 2, 'packs: false, twice');
    assert.ok(!/"packs":\s*true/.test(readFileSync(heard, 'utf8')), 'and never to take them');
  });
  await step('with trust the workspace may name a server', async () => {
    await bench.command('Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first().click();
    await until(() => existsSync(touched), 'the server that the workspace names');
    await until(() => servers(mark).length === 0, 'the other has ended');
  });
  await step('nothing was asked of another machine', () => assert.deepEqual(bench.outside, []));
}
