// No server, a wrong one, an old one: what is said, and that it heals.
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { MISMATCH } from '../files.mjs';
import { Workbench } from '../workbench.mjs';

export async function run(run) {
  const { step } = run;
  const { extensions, bundled } = run.copy();
  if (existsSync(bundled)) rmSync(bundled);
  const bench = (run.bench = await Workbench.start({ ...run, extensions, environment: { PATH: '/usr/bin:/bin' } }));
  bench.write('llm-project.yaml', MISMATCH);
  const page = await bench.open('llm-project.yaml');
  const toast = text => page.locator('.notification-toast', { hasText: text });
  const clear = () => bench.command('Notifications: Clear All Notifications');

  await step('one message says what was tried, and offers ways out', async () => {
    await toast('found no server that works').waitFor();
    const said = await toast('found no server').innerText();
    assert.match(said, /the folders of PATH \(not there\)/);
    assert.match(said, /the server that comes with the extension \(not there\)/);
    assert.match(said, /Open Settings[\s\S]*Show Log[\s\S]*Try Again/);
    assert.equal(await page.locator('.notification-toast').count(), 1);
    await page.waitForSelector('.statusbar-item.error-kind >> text=LLM Project');
    await bench.shot('missing');
  });
  await step('the settings are one click away', async () => {
    await toast('found no server').locator('.monaco-button', { hasText: 'Open Settings' }).click();
    await page.locator('.settings-editor', { hasText: 'Path' }).first().waitFor();
    await page.locator('.settings-editor .setting-item-description', { hasText: 'no other is tried' }).first().waitFor();
    await bench.shot('settings');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('.view-line').first().click();
  });
  await step('a program that is no server is one that was tried', async () => {
    await bench.set({ 'llm-project-lint.path': '/bin/false' });
    await toast('/bin/false').waitFor();
    assert.equal(await page.locator('.notification-toast').count(), 1);
    await clear();
  });
  await step('a server of another version works, and is told of', async () => {
    const old = `import llm_project_lint as p; p.__version__ = "0.0.9"; from llm_project_lint.__main__ import run; run()`;
    const path = run.marked(join(run.out, 'bin', 'old'), run.mark, { target: join(dirname(run.program), 'python'), before: `set -- -c '${old}' "$@"` });
    await bench.set({ 'llm-project-lint.path': path });
    await toast('a server of version 0.0.9').waitFor();
    await page.waitForSelector('.monaco-editor .squiggly-error');
    await bench.shot('version');
    await clear();
  });
  await step('once', async () => {
    await bench.command('LLM Project Lint: Restart Server');
    await page.waitForSelector('.statusbar-item >> text=LLM Project: 4');
    await page.waitForTimeout(500);
    assert.equal(await toast('0.0.9').count(), 0);
  });
  await step('nothing was asked of another machine', () => assert.deepEqual(bench.outside, []));
}
