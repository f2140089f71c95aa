/** What people are told about the server: that there is none, that it keeps ending, that it is of another version. */

import { commands, Disposable, env, ExtensionContext, l10n, window } from 'vscode';

import { COMMANDS, SECTION } from './names';
import { Attempt, Session, State } from './session';
import { isTrusted } from './trust';

/** Under which it is kept that a difference of versions has been told. */
const TOLD = 'told-versions';

export function tellOf(session: Session, context: ExtensionContext): Disposable {
  return session.onDidChange(state => {
    if (state.kind === 'failed') {
      void tellFailure(state);
    } else if (state.kind === 'running') {
      void tellVersion(state.version, context);
    }
  });
}

async function tellFailure(state: Extract<State, { kind: 'failed' }>): Promise<void> {
  const settings = l10n.t('Open Settings');
  const log = l10n.t('Show Log');
  const again = l10n.t('Try Again');
  const text = state.crashed
    ? l10n.t('The server of LLM Project Lint ended several times and is not started again.')
    : l10n.t('LLM Project Lint found no server that works. Tried: {0}.', state.tried.map(triedOf).join('; '));
  const chosen = await window.showErrorMessage(text, settings, log, again);
  if (chosen === settings) {
    await openSetting(`@id:${SECTION}.path`);
  } else if (chosen === log) {
    await commands.executeCommand(COMMANDS.showLog);
  } else if (chosen === again) {
    await commands.executeCommand(COMMANDS.restart);
  }
}

/** A setting of the machine is listed among those of the machine that the workspace is on. */
async function openSetting(query: string): Promise<void> {
  if (env.remoteName) {
    await commands.executeCommand('workbench.action.openRemoteSettings', { query });
  } else {
    await commands.executeCommand('workbench.action.openSettings', query);
  }
}

function triedOf({ place, error }: Attempt): string {
  const why = place.command === undefined ? l10n.t('not there') : (error ?? '');
  switch (place.origin) {
    case 'setting':
      return l10n.t('the setting `{0}`, {1} ({2})', `${SECTION}.path`, place.where, why);
    case 'environment':
      return l10n.t('the selected Python environment, {0} ({1})', place.where, why);
    case 'path':
      return l10n.t('the folders of PATH ({0})', why);
    case 'bundled':
      return isTrusted()
        ? l10n.t('the server that comes with the extension ({0})', why)
        : l10n.t('the server that comes with the extension, the only one where the workspace is not trusted ({0})', why);
  }
}

/** Another version mostly works, and whoever has it on purpose wants to hear of it once. */
async function tellVersion(version: string, context: ExtensionContext): Promise<void> {
  const ours = String((context.extension.packageJSON as { version: unknown }).version);
  const pair = `${ours} ${version}`;
  if (version === ours || context.globalState.get(TOLD) === pair) {
    return;
  }
  await context.globalState.update(TOLD, pair);
  void window.showInformationMessage(
    l10n.t('LLM Project Lint {0} runs a server of version {1}. What they show may differ from what is described.', ours, version || '?'),
  );
}
