/** Beside the file: the approaches compared, as the server sees them after every change. */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  Disposable,
  ExtensionContext,
  l10n,
  languages,
  Position,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { ErrorCodes, ResponseError } from 'vscode-languageclient/node';

import { frame, Page, partsOf, plainPage } from './decisionPage';
import { LANGUAGE, SECTION, SERVER_COMMANDS } from './names';
import { Session } from './session';

/** A pause in typing, after which the page is made anew. */
const PAUSE_MS = 250;

/** What the script of the page says. */
type Said = { readonly kind: 'ready' } | { readonly kind: 'reveal'; readonly line: number; readonly column: number };

export class DecisionView implements Disposable {
  private readonly subscriptions: Disposable;
  private readonly script: Promise<string>;
  private panel: WebviewPanel | undefined;
  private shown: Uri | undefined;
  private page: Page | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Numbers of the last page that was asked for, and of the one that is shown: an older one does not replace it. */
  private asked = 0;
  private answered = 0;

  constructor(
    context: ExtensionContext,
    private readonly session: () => Session,
  ) {
    this.script = readFile(Uri.joinPath(context.extensionUri, 'dist', 'decisionView.js').fsPath, 'utf8');
    this.script.catch(() => undefined); // told where it is used
    this.subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument(({ document }) => this.isShown(document.uri) && this.renewSoon()),
      languages.onDidChangeDiagnostics(({ uris }) => uris.some(uri => this.isShown(uri)) && this.renewSoon()),
      window.onDidChangeActiveTextEditor(editor => {
        if (this.panel && editor?.document.languageId === LANGUAGE && !this.isShown(editor.document.uri)) {
          this.follow(editor.document.uri);
        }
      }),
    );
  }

  /** Show the view for a file, beside it. */
  show(uri: Uri): void {
    this.panel ??= this.open();
    this.panel.reveal(undefined, true);
    this.follow(uri);
  }

  /** Make the page anew: the server is another one, or speaks another language. */
  renewSoon(pause = PAUSE_MS): void {
    clearTimeout(this.timer);
    if (this.panel) {
      this.timer = setTimeout(() => void this.renew(), pause);
    }
  }

  dispose(): void {
    this.panel?.dispose();
    this.subscriptions.dispose();
  }

  private open(): WebviewPanel {
    const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const options = { enableScripts: true, enableFindWidget: true, localResourceRoots: [] };
    const panel = window.createWebviewPanel(`${SECTION}.decision`, '', where, options);
    panel.webview.onDidReceiveMessage((said: Said) => this.heard(said));
    panel.onDidDispose(() => {
      clearTimeout(this.timer);
      this.panel = this.shown = this.page = undefined;
    });
    void this.script.then(script => {
      panel.webview.html = frame(l10n.t('Decision'), script);
    });
    return panel;
  }

  private follow(uri: Uri): void {
    this.shown = uri;
    if (this.panel) {
      this.panel.title = l10n.t('Decision: {0}', basename(uri.path));
    }
    this.renewSoon(0);
  }

  private isShown(uri: Uri): boolean {
    return this.panel !== undefined && this.shown?.toString() === uri.toString();
  }

  private async renew(): Promise<void> {
    const number = ++this.asked;
    const uri = this.shown;
    const page = uri && (await this.ask(uri));
    if (page && number > this.answered && this.isShown(uri)) {
      this.answered = number;
      this.page = page;
      await this.send();
    }
  }

  private async ask(uri: Uri): Promise<Page | undefined> {
    const session = this.session();
    const client = await session.running();
    if (!client) {
      return plainPage(l10n.t('The server does not run.'));
    }
    const name = session.uriOf(client, uri);
    try {
      return partsOf(String(await client.command(SERVER_COMMANDS.decide, name, { format: 'html' })));
    } catch (error) {
      if (error instanceof ResponseError && error.code === ErrorCodes.InvalidParams) {
        return this.askOlder(uri);
      }
      return undefined; // what was shown stays: a newer question is on its way, or the next change asks it
    }
  }

  /** A server that writes no such page yet says the same in text; a file that was closed it does not know. */
  private async askOlder(uri: Uri): Promise<Page | undefined> {
    const client = await this.session().running();
    try {
      const text = client && (await client.command(SERVER_COMMANDS.decide, this.session().uriOf(client, uri)));
      return plainPage(String(text).replace(/^`+text\n|\n`+\n?$/g, ''));
    } catch {
      return undefined;
    }
  }

  private async send(): Promise<void> {
    await this.panel?.webview.postMessage({ kind: 'page', ...this.page });
  }

  private heard(said: Said): void {
    if (said.kind === 'ready') {
      void (this.page && this.send()); // the page was hidden, and is built from nothing
    } else {
      void this.reveal(said.line, said.column);
    }
  }

  private async reveal(line: number, column: number): Promise<void> {
    const uri = this.shown;
    if (!uri) {
      return;
    }
    const open = window.visibleTextEditors.find(one => one.document.uri.toString() === uri.toString());
    const editor = await window.showTextDocument(open?.document ?? (await workspace.openTextDocument(uri)), {
      viewColumn: open?.viewColumn ?? ViewColumn.One,
    });
    const at = editor.document.validatePosition(new Position(Math.max(line - 1, 0), Math.max(column - 1, 0)));
    editor.selection = new Selection(at, at);
    editor.revealRange(new Range(at, at), TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
