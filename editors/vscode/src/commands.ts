/** The commands of this extension. */

import { commands, Disposable, env, ExtensionContext, l10n, LogOutputChannel, window } from 'vscode';

import { create } from './create';
import { debugInformation } from './debugInformation';
import { DecisionView } from './decisionView';
import { Documents } from './documents';
import { explainRule } from './explain';
import { COMMANDS, LANGUAGE, SERVER_COMMANDS } from './names';
import { Session } from './session';

export interface Parts {
  readonly context: ExtensionContext;
  readonly session: Session;
  readonly view: DecisionView;
  readonly documents: Documents;
  readonly log: LogOutputChannel;
}

export function registerCommands({ context, session, view, documents, log }: Parts): Disposable {
  const carriedOut: Record<(typeof COMMANDS)[keyof typeof COMMANDS], (...given: unknown[]) => unknown> = {
    [COMMANDS.showDecision]: () => showDecision(view),
    [COMMANDS.create]: (where, template) => create(session, where, template),
    [COMMANDS.explainRule]: name => explainRule(session, documents, name),
    [COMMANDS.showConfiguration]: () => showConfiguration(session, documents),
    [COMMANDS.restart]: () => session.restart(),
    [COMMANDS.showLog]: () => log.show(),
    [COMMANDS.copyDebugInformation]: async () => {
      await env.clipboard.writeText(debugInformation(session, context));
      window.setStatusBarMessage(l10n.t('Debug information copied'), 3000);
    },
  };
  return Disposable.from(...Object.entries(carriedOut).map(([name, work]) => commands.registerCommand(name, work)));
}

function showDecision(view: DecisionView): void {
  const document = window.activeTextEditor?.document;
  if (document?.languageId === LANGUAGE) {
    view.show(document.uri);
  } else {
    tellToOpen();
  }
}

async function showConfiguration(session: Session, documents: Documents): Promise<void> {
  const document = window.activeTextEditor?.document;
  const client = await session.running();
  if (document?.languageId !== LANGUAGE) {
    tellToOpen();
  } else if (client) {
    const page = await client.command(SERVER_COMMANDS.configuration, session.uriOf(client, document.uri));
    await documents.show(l10n.t('configuration in force'), String(page));
  }
}

function tellToOpen(): void {
  void window.showInformationMessage(l10n.t('Open an llm-project.yaml first.'));
}
