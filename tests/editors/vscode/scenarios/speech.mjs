// In Chinese, by the setting; a first file; what is said about it elsewhere.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { MISMATCH } from '../files.mjs';
import { until, Workbench } from '../workbench.mjs';

export async function run(run) {
  const { step } = run;
  const bench = (run.bench = await Workbench.start({
    ...run,
    settings: { 'llm-project-lint.path': run.program, 'llm-project-lint.language': 'zh' },
  }));
  bench.write('sub/llm-project.yaml', MISMATCH);
  bench.write('llm-project-lint.toml', 'preset = "article"\n');
  const page = await bench.open('sub/llm-project.yaml');

  await step('the problem is listed in Chinese', async () => {
    await page.waitForSelector('.monaco-editor .squiggly-error');
    await page.keyboard.press('Control+Shift+M');
    await page.waitForSelector('.markers-panel >> text=知识每 7 天');
    await bench.shot('problems-zh');
    await page.keyboard.press('Control+Shift+M');
  });
  await step('the view is in Chinese', async () => {
    await page.locator('.view-line').first().click();
    await bench.command('LLM Project Lint: Compare Approaches');
    await bench.view.locator('h2', { hasText: 'support-bot' }).waitFor();
    assert.equal(await bench.view.locator('html').getAttribute('lang'), 'zh-Hans');
    await bench.shot('decision-zh');
  });
  await step('the configuration in force is shown', async () => {
    await page.locator('.tab', { hasText: 'llm-project.yaml' }).first().click({ position: { x: 20, y: 12 } });
    await bench.command('LLM Project Lint: Show Configuration in Force');
    await page.locator('.tab', { hasText: 'configuration in force' }).first().waitFor();
    await bench.shot('configuration');
  });
  await step('English again, at once', async () => {
    await bench.set({ 'llm-project-lint.language': 'en' });
    await page.keyboard.press('Control+Shift+M');
    await page.waitForSelector('.markers-panel >> text=The knowledge changes every 7 days');
    await page.keyboard.press('Control+Shift+M');
  });
  await step('a first file is written from a template', async () => {
    await bench.command('LLM Project Lint: Create an llm-project.yaml');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Answers from documents' }).click();
    await until(() => existsSync(join(bench.workspace, 'llm-project.yaml')), 'the file');
    await page.locator('.monaco-editor .view-line', { hasText: /^version:/ }).first().waitFor();
    assert.match(bench.read('llm-project.yaml'), /choice: rag/);
    await bench.shot('created');
  });
  await step('and never overwritten', async () => {
    const before = bench.read('llm-project.yaml');
    await bench.command('LLM Project Lint: Create an llm-project.yaml');
    await page.locator('.notification-toast', { hasText: 'is there already' }).waitFor();
    assert.equal(bench.read('llm-project.yaml'), before);
    await bench.command('Notifications: Clear All Notifications');
  });
  await step('the walkthrough has four steps', async () => {
    await bench.command('Welcome: Open Walkthrough');
    await page.keyboard.type('Hold a decision');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Hold a decision' }).click();
    await page.locator('.getting-started-step').first().waitFor();
    assert.equal(await page.locator('.getting-started-step').count(), 4);
    await bench.shot('walkthrough');
  });
  await step('the log is one command away', async () => {
    await bench.command('LLM Project Lint: Show Log');
    await page.locator('.part.panel select, .part.panel .monaco-select-box', { hasText: 'LLM Project Lint' }).first().waitFor();
  });
  await step('nothing was asked of another machine', () => assert.deepEqual(bench.outside, []));
}
