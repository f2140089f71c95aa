// Sets what tests want set while the editor runs: it does not notice that a file of settings has changed.
const fs = require('node:fs');
const vscode = require('vscode');

exports.activate = () => {
  const path = process.env.CONTROL;
  if (!path) return;
  fs.watchFile(path, { interval: 50 }, async () => {
    const { number, settings } = JSON.parse(fs.readFileSync(path, 'utf8'));
    for (const [key, value] of Object.entries(settings)) {
      await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
    }
    fs.writeFileSync(`${path}.done`, String(number));
  });
  fs.writeFileSync(`${path}.done`, '0');
};
