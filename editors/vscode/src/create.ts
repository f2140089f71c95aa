/** A first project file: written by the program, which overwrites none. */

import { basename } from 'node:path';
import { l10n, QuickPickItem, Uri, window, workspace } from 'vscode';

import { run } from './cli';
import { Session } from './session';

const NAME = 'llm-project.yaml';

interface Template extends QuickPickItem {
  readonly template: string;
}

/** where: a folder of the explorer; otherwise that of the workspace, or one that is asked for. */
export async function create(session: Session, where: unknown, named: unknown): Promise<void> {
  const folder = where instanceof Uri ? where : await askFolder();
  if (!folder) {
    return;
  }
  const uri = Uri.joinPath(folder, NAME);
  if (await exists(uri)) {
    const open = l10n.t('Open It');
    const text = l10n.t('{0} is there already, and nothing was changed.', NAME);
    if ((await window.showInformationMessage(text, open)) === open) {
      await window.showTextDocument(uri);
    }
    return;
  }
  const template = typeof named === 'string' ? named : (await window.showQuickPick(templates(), { placeHolder: l10n.t('What is likely to be chosen? It can be changed at any time.') }))?.template;
  if (!template) {
    return;
  }
  const done = await run(session, ['init', '--template', template, folder.fsPath]);
  if (!done) {
    return; // that there is no server has been told
  }
  if (await exists(uri)) {
    await window.showTextDocument(uri);
  } else {
    void window.showErrorMessage(l10n.t('{0} could not be written: {1}', NAME, done.err.trim()));
  }
}

function templates(): Template[] {
  return [
    { template: 'minimal', label: l10n.t('Not decided'), description: 'minimal', detail: l10n.t('The ten facts that decide most') },
    { template: 'rag', label: 'RAG', description: 'rag', detail: l10n.t('Answers from documents that are searched') },
    { template: 'fine-tuning', label: l10n.t('Fine-tuning'), description: 'fine-tuning', detail: l10n.t('A model trained on examples of one’s own') },
    { template: 'hybrid', label: l10n.t('Both'), description: 'hybrid', detail: l10n.t('A tuned model that searches') },
    { template: 'prompt-only', label: l10n.t('A prompt'), description: 'prompt-only', detail: l10n.t('A model as it is, well instructed') },
  ];
}

async function askFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 1) {
    return folders[0]?.uri;
  }
  if (folders.length > 1) {
    return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Where {0} is to be written', NAME) }))?.uri;
  }
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: l10n.t('Write {0} here', basename(NAME)),
  });
  return chosen?.[0];
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(() => true, () => false);
}
