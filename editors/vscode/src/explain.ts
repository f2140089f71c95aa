/** The page of a rule: of the one under the cursor, or of one that is picked. */

import { dirname } from 'node:path';
import { Diagnostic, l10n, languages, QuickPickItem, QuickPickItemKind, TextEditor, window } from 'vscode';

import { language, run } from './cli';
import { Documents } from './documents';
import { LANGUAGE, SERVER_COMMANDS, SOURCE } from './names';
import { Session } from './session';
import { isTrusted } from './trust';

/** What is used of what `rules --format json` prints. */
interface Listed {
  readonly rule: string;
  readonly title: { readonly en: string; readonly zh: string };
}

const WORD = /[a-z][a-z0-9]*(?:-[a-z0-9]+)+/;

export async function explainRule(session: Session, documents: Documents, named: unknown): Promise<void> {
  const client = await session.running();
  const editor = window.activeTextEditor?.document.languageId === LANGUAGE ? window.activeTextEditor : undefined;
  const name = typeof named === 'string' ? named : await choose(session, editor);
  if (!client || !name) {
    return;
  }
  try {
    const page = await client.command(SERVER_COMMANDS.explain, name);
    await documents.show(name, String(page));
  } catch (error) {
    void window.showWarningMessage(error instanceof Error ? error.message : String(error));
  }
}

async function choose(session: Session, editor: TextEditor | undefined): Promise<string | undefined> {
  const here = editor ? rulesAt(editor) : [];
  if (here.length === 1) {
    return here[0];
  }
  const all = await allRules(session, editor);
  const word = editor && wordAt(editor);
  if (here.length === 0 && word && all.some(one => one.rule === word)) {
    return word;
  }
  const item = ({ rule, title }: Listed): QuickPickItem => ({ label: rule, description: title[language()] });
  const first = all.filter(one => here.includes(one.rule));
  const rest = all.filter(one => !here.includes(one.rule));
  const line = { label: l10n.t('All rules'), kind: QuickPickItemKind.Separator };
  const items = first.length ? [...first.map(item), line, ...rest.map(item)] : rest.map(item);
  return (await window.showQuickPick(items, { placeHolder: l10n.t('The rule to explain'), matchOnDescription: true }))?.label;
}

/** The rules that have a finding at the cursor; without one there, those of its line. */
function rulesAt(editor: TextEditor): string[] {
  const at = editor.selection.active;
  const ours = languages.getDiagnostics(editor.document.uri).filter(one => one.source === SOURCE);
  const exact = ours.filter(one => one.range.contains(at));
  const found = exact.length ? exact : ours.filter(one => one.range.start.line === at.line);
  return [...new Set(found.map(codeOf).filter(code => code !== 'not-stated'))];
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

function wordAt(editor: TextEditor): string | undefined {
  const range = editor.document.getWordRangeAtPosition(editor.selection.active, WORD);
  return range && editor.document.getText(range);
}

/** All there are for a file, with those of its packs where these may be read. */
async function allRules(session: Session, editor: TextEditor | undefined): Promise<Listed[]> {
  const trusted = isTrusted() && editor?.document.uri.scheme === 'file';
  const given = ['rules', '--format', 'json', ...(trusted ? [] : ['--isolated'])];
  const done = await run(session, given, trusted ? dirname(editor.document.uri.fsPath) : undefined);
  try {
    return (JSON.parse(done?.out ?? '') as { rules: Listed[] }).rules;
  } catch {
    return [];
  }
}
