// The approaches compared beside the file, as one types.
import assert from 'node:assert/strict';

import { MISMATCH } from '../files.mjs';
import { until, Workbench } from '../workbench.mjs';

export async function run(run) {
  const { step, measure } = run;
  const bench = (run.bench = await Workbench.start({ ...run, settings: { 'llm-project-lint.path': run.program } }));
  bench.write('llm-project.yaml', MISMATCH);
  const page = await bench.open('llm-project.yaml');
  const text = () => bench.view.locator('body').innerText();
  const position = () => page.locator('.statusbar-item', { hasText: /^Ln \d+, Col \d+$/ }).innerText();

  await step('a lens tells the verdicts', async () => {
    await page.locator('.codelens-decoration a', { hasText: 'fine-tuning: contradicted (1 error, 2 warnings)' }).waitFor();
  });
  await step('a click on it opens the view', async () => {
    await page.locator('.codelens-decoration a', { hasText: 'fine-tuning: contradicted' }).click();
    await bench.view.locator('h2', { hasText: 'support-bot' }).waitFor();
    assert.match(await text(), /The choice, fine-tuning, is contradicted/);
    assert.equal(await page.locator('.tab', { hasText: 'Decision: llm-project.yaml' }).count(), 1);
    assert.equal(await page.locator('.notification-toast').count(), 0);
    await bench.shot('decision-light');
  });
  await step('the frame lets nothing in', async () => {
    const policy = await bench.view.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy, /^default-src 'none'; style-src 'nonce-[\w-]+'; script-src 'nonce-[\w-]+'; base-uri 'none'; form-action 'none'$/);
    const tried = await bench.view.locator('body').evaluate(async body => {
      body.insertAdjacentHTML('beforeend', '<p id="tried" style="color: red" onclick="window.ran = true">x</p>');
      body.querySelector('#tried').click();
      const loaded = await fetch('http://127.0.0.1:1/').then(() => 'loaded', error => String(error));
      const colour = getComputedStyle(body.querySelector('#tried')).color;
      body.querySelector('#tried').remove();
      return { ran: 'ran' in window, loaded, colour };
    });
    assert.equal(tried.ran, false);
    assert.match(tried.loaded, /Failed to fetch/);
    assert.notEqual(tried.colour, 'rgb(255, 0, 0)');
  });
  await step('a click on an item moves the cursor to its line', async () => {
    await bench.view.locator('.entries.against li', { hasText: 'can lag behind the facts' }).locator('div', { hasText: 'can lag' }).click();
    await until(async () => (await position()) === 'Ln 4, Col 24', 'the cursor is at the finding');
  });
  await step('so does Enter, by keyboard alone', async () => {
    const links = bench.view.locator('[data-line][role="link"]');
    const at = await links.evaluateAll(all => all.findIndex(one => one.textContent.includes('number of labelled examples')));
    await links.nth(at - 1).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(async () => (await position()) === 'Ln 2, Col 59', 'the cursor is at the other finding');
  });
  await step('no link is inside a link, and lists are lists', async () => {
    const wrong = await bench.view.locator('[role="link"] [role="link"], [role="link"] a, li[role="link"], tr[role="link"]').count();
    assert.equal(wrong, 0);
    assert.ok((await bench.view.locator('[data-line][role="link"]').count()) > 5);
  });
  await step('view and lens follow an edit, without losing the place', async () => {
    await bench.view.locator('body').evaluate(() => window.scrollTo({ top: 400 }));
    const scrolled = await bench.view.locator('body').evaluate(() => window.scrollY);
    assert.ok(scrolled > 300);
    await page.locator('.view-line span', { hasText: /^fine-tuning$/ }).first().dblclick();
    const began = Date.now();
    await page.keyboard.type('rag');
    await page.keyboard.press('Escape');
    await until(async () => /rag/.test(await bench.view.locator('.outcome .choice').innerText()), 'the view tells of the new choice');
    measure('from an edit to the view that shows it (ms)', Date.now() - began);
    assert.equal(await bench.view.locator('body').evaluate(() => window.scrollY), scrolled);
    await page.locator('.codelens-decoration a', { hasText: /^fine-tuning: contradicted/ }).waitFor();
    await page.keyboard.press('Control+Z');
  });
  await step('a text that is broken half-way leaves a page', async () => {
    await page.keyboard.press('Control+End');
    await page.keyboard.type('cost: {');
    await page.waitForTimeout(800);
    assert.ok((await text()).length > 50);
    await page.keyboard.press('Control+Z');
    await bench.command('File: Revert File');
    await until(async () => /fine-tuning/.test(await bench.view.locator('.outcome .choice').innerText()), 'the view tells of the file again');
  });
  await step('it has the colours of the theme', async () => {
    const background = () => bench.view.locator('html').evaluate(html => getComputedStyle(html).backgroundColor);
    assert.equal(await bench.view.locator('html').getAttribute('data-theme'), 'light');
    const light = await background();
    await bench.set({ 'workbench.colorTheme': 'Default Dark Modern' });
    await until(async () => (await bench.view.locator('html').getAttribute('data-theme')) === 'dark', 'the dark theme');
    assert.notEqual(await background(), light);
    await bench.view.locator('body').evaluate(() => window.scrollTo({ top: 0 }));
    await bench.shot('decision-dark');
    await bench.set({ 'workbench.colorTheme': 'Default High Contrast' });
    await until(async () => (await bench.view.locator('html').getAttribute('data-contrast')) === 'high', 'the theme of high contrast');
    await bench.shot('decision-contrast');
  });
  await step('nothing was asked of another machine', () => assert.deepEqual(bench.outside, []));
}
