// Open a file, see what disagrees, mend it.
import assert from 'node:assert/strict';
import { join } from 'node:path';

import { MISMATCH } from '../files.mjs';
import { servers, until, Workbench } from '../workbench.mjs';

export async function run(run) {
  const { step, measure, mark } = run;
  const path = run.marked(join(run.out, 'bin', 'editing'), mark);
  const bench = (run.bench = await Workbench.start({
    ...run,
    settings: {
      'llm-project-lint.path': path,
      '[llm-project]': { 'editor.codeActionsOnSave': { 'source.fixAll': 'explicit' } },
    },
  }));
  bench.write('llm-project.yaml', MISMATCH);
  bench.write('other.yaml', 'a: 1\n');
  const began = Date.now();
  const page = await bench.open('llm-project.yaml');
  const opened = Date.now();

  await step('a squiggle is seen', async () => {
    await page.waitForSelector('.monaco-editor .squiggly-error');
    await page.waitForSelector('.monaco-editor .squiggly-warning');
    measure('from the text to the first squiggle, cold (ms)', Date.now() - opened);
    measure('from the address to the first squiggle, cold (ms)', Date.now() - began);
  });
  await step('it is a language of its own, with a status', async () => {
    await page.waitForSelector('.statusbar-item >> text=LLM Project: 4');
    assert.equal(await page.locator('.statusbar-item', { hasText: /^LLM Project$/ }).count(), 1);
    await page.waitForSelector('.tab .llm-project-lang-file-icon, .tab .llm-project\\.yaml-name-file-icon');
  });
  await step('the problem is listed in English', async () => {
    await page.keyboard.press('Control+Shift+M');
    await page.waitForSelector('.markers-panel >> text=can lag behind the facts by 91 days');
    await page.waitForSelector('.markers-panel >> text=freshness-unmet');
  });
  await step('each finding is there once', async () => {
    assert.equal(await page.locator('.markers-panel .monaco-list-row >> text=The knowledge changes every 7 days, but fine-tuning').count(), 1);
    await bench.shot('problems');
    await page.keyboard.press('Control+Shift+M');
  });
  await step('hovering tells why', async () => {
    await page.locator('.view-line span', { hasText: /^quarterly$/ }).first().hover();
    await page.waitForSelector('.monaco-hover >> text=freshness-unmet');
    await bench.shot('hover');
    await page.keyboard.press('Escape');
  });
  await step('typing completes', async () => {
    await page.locator('.view-line', { hasText: 'approach' }).first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('eval');
    await page.waitForSelector('.suggest-widget.visible .monaco-list-row >> text=evaluation');
    await bench.shot('completion');
    await page.keyboard.press('Escape');
    for (let at = 0; at < 4; at++) await page.keyboard.press('Backspace');
  });
  await step('a quick fix is made', async () => {
    await page.keyboard.type('evalution: {metrics: [accuracy]}');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.waitForSelector('.monaco-editor .view-line >> text=evalution');
    await until(async () => (await page.locator('.squiggly-error').count()) > 1, 'the misspelt key is found');
    await until(async () => {
      await page.keyboard.press('Control+.');
      return page.locator('.action-widget', { hasText: 'evaluation' }).waitFor({ timeout: 2000 }).then(() => true);
    }, 'the fix is offered');
    await bench.shot('quick-fix');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.monaco-editor .view-line >> text=evaluation');
  });
  await step('all safe fixes are made on saving', async () => {
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('perfomance: {}');
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('.squiggly-error').count()) > 1, 'the misspelt key is found');
    await page.keyboard.press('Control+S');
    await until(() => /^performance: /m.test(bench.read('llm-project.yaml')), 'the fixed text is on the disk');
    assert.match(bench.read('llm-project.yaml'), /^evaluation: /m);
  });
  await step('a rule is explained', async () => {
    await page.locator('.view-line span', { hasText: /^quarterly$/ }).first().click();
    await bench.command('LLM Project Lint: Explain Rule');
    await page.waitForSelector('.tab >> text=freshness-unmet');
    await page.frameLocator('iframe.webview').frameLocator('iframe#active-frame').locator('text=slowest step').first().waitFor();
    await bench.shot('explained');
    await page.keyboard.press('Control+1');
  });
  await step('a server that is restarted is another one', async () => {
    const [before] = await until(() => servers(mark), 'a server');
    await page.locator('.tab', { hasText: 'llm-project.yaml' }).click({ position: { x: 20, y: 12 } });
    await bench.command('LLM Project Lint: Restart Server');
    await until(() => {
      const now = servers(mark);
      return now.length === 1 && now[0] !== before;
    }, 'another server');
    await page.waitForSelector('.monaco-editor .squiggly-error');
  });
  await step('a server that is killed comes back', async () => {
    const [before] = servers(mark);
    process.kill(Number(before), 'SIGKILL');
    await until(() => servers(mark).some(one => one !== before), 'another server');
    await page.waitForSelector('.monaco-editor .squiggly-error');
    assert.equal(await page.locator('.notification-toast').count(), 0);
  });
  await step('closing the window leaves no server', async () => {
    assert.equal(servers(mark).length, 1);
    await page.close({ runBeforeUnload: false });
    const at = Date.now();
    await until(() => servers(mark).length === 0, 'no server', 60_000);
    measure('from closing the window to the end of the server (ms)', Date.now() - at);
  });
  await step('nothing was asked of another machine', () => assert.deepEqual(bench.outside, []));
}
