/** Pages that the server writes in Markdown, as documents that nobody has to save. */

import { commands, Disposable, EventEmitter, TextDocumentContentProvider, Uri, window, workspace } from 'vscode';

import { SECTION } from './names';

export class Documents implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly texts = new Map<string, string>();
  private readonly registration = Disposable.from(
    this.changed,
    workspace.registerTextDocumentContentProvider(SECTION, this),
    workspace.onDidCloseTextDocument(({ uri }) => void this.texts.delete(uri.path)),
  );

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.path) ?? '';
  }

  /** Show a page as people read it; as its source where nothing renders Markdown. */
  async show(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: SECTION, path: `/${name}.md` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await window.showTextDocument(uri, { preview: true });
    }
  }

  dispose(): void {
    this.registration.dispose();
  }
}
