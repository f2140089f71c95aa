// Runs inside the editor, in place of the Python extension: what pixels do not show.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const { RESULT, PYTHON, FILES } = process.env;
const selected = new vscode.EventEmitter();
let python = PYTHON;
const steps = [];

exports.activate = () => {
  void run().finally(() => fs.writeFileSync(RESULT, JSON.stringify(steps)));
  return {
    environments: {
      getActiveEnvironmentPath: () => ({ id: 'it', path: python }),
      resolveEnvironment: async ({ path }) => ({ executable: { uri: vscode.Uri.file(path) } }),
      onDidChangeActiveEnvironmentPath: selected.event,
    },
  };
};

async function step(title, work) {
  const began = Date.now();
  try {
    await work();
    steps.push({ title, ok: true, ms: Date.now() - began });
  } catch (error) {
    steps.push({ title, ok: false, error: String(error.stack ?? error) });
  }
}

async function until(condition, what) {
  for (let at = 0; at < 300; at++) {
    const found = await condition();
    if (found) return found;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error(`not seen: ${what}`);
}

async function run() {
  const ours = vscode.extensions.getExtension('llm-project-lint.llm-project-lint');
  const open = async name => {
    const document = await vscode.workspace.openTextDocument(path.join(FILES, name));
    await vscode.window.showTextDocument(document);
    return document;
  };
  const found = document => vscode.languages.getDiagnostics(document.uri);
  const copied = async () => {
    await vscode.commands.executeCommand('llm-project-lint.copyDebugInformation');
    return vscode.env.clipboard.readText();
  };
  let document;

  await step('other files leave the extension alone', async () => {
    for (const name of ['other.yaml', 'note.md', 'llm-project.json', 'my-llm-project.yaml']) {
      assert.notEqual((await open(name)).languageId, 'llm-project', name);
    }
    await new Promise(done => setTimeout(done, 500));
    assert.equal(ours.isActive, false);
  });
  await step('a project file starts it', async () => {
    const began = Date.now();
    document = await open('llm-project.yaml');
    assert.equal(document.languageId, 'llm-project');
    await until(() => ours.isActive, 'the extension is active');
    steps.push({ title: 'measured', ok: true, key: 'from opening the document to the active extension (ms)', value: Date.now() - began });
    await until(() => found(document).length, 'findings');
    steps.push({ title: 'measured', ok: true, key: 'from opening the document to its findings, in the host (ms)', value: Date.now() - began });
  });
  await step('all names of project files are of the language', async () => {
    for (const name of ['llm-project.yml', 'bot.llm-project.yaml', 'bot.llm-project.yml']) {
      assert.equal((await open(name)).languageId, 'llm-project', name);
    }
  });
  await step('the server is that of the selected environment', async () => {
    await open('llm-project.yaml');
    const text = await until(async () => /server from: .*/.exec(await copied())?.[0], 'the server');
    assert.match(text, /environment: /);
    assert.ok(text.endsWith('/llm-project-lint'), text);
  });
  await step('findings have codes that lead to pages, and places that they rest on', () => {
    const one = found(document).find(finding => finding.code.value === 'freshness-unmet');
    assert.equal(one.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(one.source, 'llm-project-lint');
    assert.ok(one.relatedInformation.length > 0);
    assert.deepEqual([one.range.start.line, one.range.start.character], [3, 23]);
  });
  await step('indentation is two spaces, and comments are those of YAML', async () => {
    const set = vscode.workspace.getConfiguration('editor', { uri: document.uri, languageId: 'llm-project' });
    assert.equal(set.get('tabSize'), 2);
    assert.equal(set.get('insertSpaces'), true);
    const fresh = await vscode.workspace.openTextDocument({ language: 'llm-project', content: 'data:' });
    const editor = await vscode.window.showTextDocument(fresh);
    await vscode.commands.executeCommand('cursorBottom');
    await vscode.commands.executeCommand('cursorEnd');
    await vscode.commands.executeCommand('type', { text: '\n' });
    await vscode.commands.executeCommand('type', { text: 'x-note: 1' });
    assert.equal(editor.document.getText(), 'data:\n  x-note: 1');
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.equal(editor.document.getText(), 'data:\n  # x-note: 1');
  });
  await step('settings reach the server', async () => {
    const settings = vscode.workspace.getConfiguration('llm-project-lint');
    const lenses = () => vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
    await open('llm-project.yaml');
    await until(async () => (await lenses()).length > 0, 'lenses');
    await settings.update('codeLens', false, vscode.ConfigurationTarget.Global);
    await until(async () => (await lenses()).length === 0, 'no lenses');
    await settings.update('language', 'zh', vscode.ConfigurationTarget.Global);
    await until(() => found(document).some(one => /知识/.test(one.message)), 'Chinese');
    await settings.update('language', undefined, vscode.ConfigurationTarget.Global);
    await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    await until(() => found(document).some(one => /knowledge/.test(one.message)), 'English');
  });
  await step('commands of the extension and of the server are all there', async () => {
    const all = (await vscode.commands.getCommands(true)).filter(name => name.startsWith('llm-project-lint.'));
    const contributed = ours.packageJSON.contributes.commands.map(one => one.command);
    for (const name of [...contributed, 'llm-project-lint.decide', 'llm-project-lint.explain', 'llm-project-lint.configuration']) {
      assert.ok(all.includes(name), name);
    }
    const page = await vscode.commands.executeCommand('llm-project-lint.explain', 'freshness-unmet');
    assert.match(page, /freshness-unmet/);
  });
  await step('what is copied for help tells no name and nothing of the project', async () => {
    const text = await copied();
    assert.match(text, /- extension: \d+\.\d+\.\d+/);
    assert.match(text, /- server version: \d+\.\d+\.\d+/);
    assert.doesNotMatch(text, /support-bot/);
    assert.ok(!text.includes(require('node:os').homedir() + '/'), text);
  });
  await step('another environment without a server is left for the next place', async () => {
    python = '/usr/bin/nowhere/python3';
    selected.fire();
    await until(async () => /server from: (path|bundled)|tried environment/.test(await copied()), 'the next place');
    python = PYTHON;
    selected.fire();
    await until(async () => /server from: environment/.test(await copied()), 'the environment again');
    await until(() => found(document).length, 'findings');
  });
  await step('files that are not open are checked too', async () => {
    await until(() => vscode.languages.getDiagnostics().some(([uri, all]) => /unopened/.test(uri.path) && all.length), 'its findings');
  });
}
