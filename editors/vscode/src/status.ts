/** In the status bar, while a project file is looked at: how the server is, and what it has found in that file. */

import { DiagnosticSeverity, Disposable, l10n, languages, MarkdownString, StatusBarAlignment, ThemeColor, Uri, window } from 'vscode';

import { COMMANDS, LANGUAGE, SOURCE, TITLE } from './names';
import { Session, State } from './session';

export class Status implements Disposable {
  private readonly item = window.createStatusBarItem('status', StatusBarAlignment.Right, 100);
  private readonly subscriptions: Disposable;

  constructor(private readonly session: Session) {
    this.item.name = TITLE;
    this.subscriptions = Disposable.from(
      this.item,
      session.onDidChange(() => this.show()),
      window.onDidChangeActiveTextEditor(() => this.show()),
      languages.onDidChangeDiagnostics(() => this.show()),
    );
    this.show();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private show(): void {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE) {
      this.item.hide();
      return;
    }
    const { state } = this.session;
    const failed = state.kind === 'failed';
    const count = findingsOf(document.uri);
    this.item.text = textOf(state, count);
    this.item.tooltip = tooltipOf(state, count);
    this.item.command = failed ? COMMANDS.showLog : COMMANDS.showDecision;
    this.item.backgroundColor = failed ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    this.item.accessibilityInformation = { label: `${TITLE}: ${saidOf(state, count)}`, role: 'button' };
    this.item.show();
  }
}

/** How many findings a file has. Hints, which say what is not stated, are none. */
export function findingsOf(uri: Uri): number {
  const found = languages.getDiagnostics(uri);
  return found.filter(one => one.source === SOURCE && one.severity !== DiagnosticSeverity.Hint).length;
}

function textOf(state: State, count: number): string {
  switch (state.kind) {
    case 'running':
      return `$(law) LLM Project: ${count}`;
    case 'starting':
      return '$(loading~spin) LLM Project';
    default:
      return '$(error) LLM Project';
  }
}

function saidOf(state: State, count: number): string {
  switch (state.kind) {
    case 'running':
      return count === 1 ? l10n.t('one finding in this file') : l10n.t('{0} findings in this file', count);
    case 'starting':
      return l10n.t('the server is starting');
    case 'stopped':
      return l10n.t('the server is stopped');
    case 'failed':
      return l10n.t('the server does not run');
  }
}

function tooltipOf(state: State, count: number): MarkdownString {
  const text = new MarkdownString('', true);
  text.isTrusted = { enabledCommands: Object.values(COMMANDS) };
  text.appendMarkdown(`**${TITLE}**`);
  if (state.kind === 'running') {
    text.appendText(` ${state.version}`);
  }
  text.appendMarkdown('\n\n').appendText(saidOf(state, count)).appendMarkdown('\n\n---\n\n');
  const links: [string, string][] = [
    [l10n.t('Compare approaches'), COMMANDS.showDecision],
    [l10n.t('Restart server'), COMMANDS.restart],
    [l10n.t('Show log'), COMMANDS.showLog],
  ];
  text.appendMarkdown(links.map(([title, command]) => `[${title}](command:${command})`).join(' · '));
  return text;
}
