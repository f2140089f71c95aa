/** The selected Python environment. The Python extension is asked if it is there; nothing depends on it. */

import { Disposable, extensions, Uri } from 'vscode';

/** What is used of that extension's API. */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<Environment | undefined>;
    readonly onDidChangeActiveEnvironmentPath?: (listener: () => void) => Disposable;
  };
}

interface Environment {
  readonly executable: { readonly uri?: Uri };
}

const EXTENSION = 'ms-python.python';
/** The first finding must not wait for an extension that is slow or stuck. */
const PATIENCE_MS = 3000;

async function api(): Promise<PythonApi | undefined> {
  const found = extensions.getExtension<PythonApi>(EXTENSION);
  const given = found?.isActive ? found.exports : await found?.activate();
  return given?.environments ? given : undefined;
}

/** The interpreter that is selected for a folder; undefined where nobody knows one. */
export async function selectedPython(folder: Uri | undefined): Promise<string | undefined> {
  const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), PATIENCE_MS).unref());
  const asked = async (): Promise<string | undefined> => {
    const environments = (await api())?.environments;
    const path = environments?.getActiveEnvironmentPath(folder);
    return path && (await environments?.resolveEnvironment(path))?.executable.uri?.fsPath;
  };
  return Promise.race([asked().catch(() => undefined), late]);
}

/** Calls when another environment is selected. */
export async function onPythonSelected(listener: () => void): Promise<Disposable> {
  const known = await api().catch(() => undefined);
  return known?.environments.onDidChangeActiveEnvironmentPath?.(listener) ?? new Disposable(() => undefined);
}
