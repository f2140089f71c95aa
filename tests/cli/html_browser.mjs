// Opens pages in a real browser and says what it found, as JSON: one entry for each page, width and theme.
// Arguments: the folder with node_modules, the browser, the pages. Nothing is loaded from anywhere.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, executablePath, shots, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(folder, 'package.json')));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const FOCUSABLE = 'a[href], summary, [tabindex="0"]';

const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'no-inline-style': 'error' } });
// As root, as in a container, the browser does not start with its sandbox.
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
const found = [];

for (const file of files) {
  const report = validator.validateStringSync(readFileSync(file, 'utf8'));
  const invalid = report.results.flatMap(one => one.messages.map(said => `${said.line}: ${said.ruleId}: ${said.message}`));
  for (const width of [360, 1280]) for (const theme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: theme });
    const page = await context.newPage();
    const console = [];
    const requests = [];
    page.on('console', said => console.push(said.text()));
    page.on('pageerror', error => console.push(String(error)));
    page.on('request', request => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);

    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
    const clipped = await page.evaluate(() => [...document.querySelectorAll('body *')]
      .filter(one => !one.closest('.skip') && one.getBoundingClientRect().right > innerWidth + 1)
      .map(one => one.outerHTML.slice(0, 120)));

    const count = await page.evaluate(all => document.querySelectorAll(all).length, FOCUSABLE);
    let unseen = 0;
    for (let at = 0; at < count; at++) {
      await page.keyboard.press('Tab');
      unseen += await page.evaluate(() => {
        const one = document.activeElement;
        one.dataset.reached = '';
        return +(getComputedStyle(one).outlineStyle === 'none');
      });
    }
    const unreached = await page.evaluate(all => [...document.querySelectorAll(all)]
      .filter(one => !('reached' in one.dataset)).map(one => one.outerHTML.slice(0, 120)), FOCUSABLE);
    await page.evaluate(() => document.querySelectorAll('[data-reached]').forEach(one => delete one.dataset.reached));

    // The audit takes longer than all the rest: each page has it at two of four views, its neighbour at the others.
    let violations = null;
    if ((width === 360) === (theme === 'light') === (files.indexOf(file) % 2 === 0)) {
      await page.evaluate(axe);
      const checked = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }));
      violations = checked.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
    }
    if (shots !== '-') {
      const name = file.split('/').pop().replace('.html', '');
      await page.screenshot({ path: join(shots, `${name}-${width}-${theme}.png`), fullPage: true });
    }

    await page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = false; }));
    await page.emulateMedia({ media: 'print' });
    // What becomes visible does so with the next frame.
    let unprinted = -1;
    for (let tries = 0; tries < 40 && unprinted; tries++) {
      await page.evaluate(() => new Promise(requestAnimationFrame));
      unprinted = await page.evaluate(() => [...document.querySelectorAll('details > dl')]
        .filter(one => !one.checkVisibility({ contentVisibilityAuto: true })).length);
    }
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    found.push({
      file, width, theme, invalid, console, requests, wide, clipped, count, unreached, unseen, violations, unprinted,
      paper, elements,
    });
    await context.close();
  }
}
await browser.close();
process.stdout.write(JSON.stringify(found));
