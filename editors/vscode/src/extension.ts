/** Puts the parts together when the first project file is opened, or a command of ours is called. */

import { ExtensionContext, Uri, window } from 'vscode';

import { registerCommands } from './commands';
import { DecisionView } from './decisionView';
import { Documents } from './documents';
import { TITLE } from './names';
import { Session } from './session';
import { Status } from './status';
import { tellOf } from './told';

let session: Session | undefined;

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel(TITLE, { log: true });
  const view = new DecisionView(context, () => started);
  const started = new Session(context, log, uri => view.show(Uri.parse(uri)));
  session = started;
  const documents = new Documents();
  context.subscriptions.push(
    log,
    view,
    documents,
    new Status(started),
    tellOf(started, context),
    registerCommands({ context, session: started, view, documents, log }),
    started.onDidChange(state => state.kind === 'running' && view.renewSoon(0)),
    started,
  );
  void started.start().then(() => started.followPython());
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}
