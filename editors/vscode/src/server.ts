/** Where the server may be, in the order in which it is looked for. */

import { access, chmod, constants, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, extname, isAbsolute, join } from 'node:path';
import { Uri, workspace } from 'vscode';

import { SECTION } from './names';
import { selectedPython } from './python';
import { isTrusted } from './trust';

export type Origin = 'setting' | 'environment' | 'path' | 'bundled';

/** A place that was looked at. command: the program, undefined where there is none; where: what to tell people. */
export interface Place {
  readonly origin: Origin;
  readonly where: string;
  readonly command: string | undefined;
}

const WINDOWS = process.platform === 'win32';
const PROGRAM = 'llm-project-lint';
const ENDINGS = WINDOWS ? ['.exe', '.cmd', '.bat'] : [''];

/**
 * The places, one after the other: the next is only looked at if the one before was of no use.
 *
 * A server that somebody has named is the only one, as any other in its stead would be a surprise. Where the workspace
 * is not trusted, nothing counts that it could have a hand in.
 */
export async function* places(extension: Uri): AsyncGenerator<Place> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (isTrusted()) {
    const named = workspace.getConfiguration(SECTION).get<string>('path', '').trim();
    if (named) {
      yield { origin: 'setting', where: named, command: await namedProgram(named, folder) };
      return;
    }
    const python = await selectedPython(folder);
    if (python) {
      yield { origin: 'environment', where: python, command: await programBeside(python) };
    }
    yield { origin: 'path', where: 'PATH', command: await programOnPath(process.env.PATH ?? '') };
  }
  yield { origin: 'bundled', where: join('bundled', PROGRAM), command: await bundledProgram(extension.fsPath) };
}

async function namedProgram(named: string, folder: Uri | undefined): Promise<string | undefined> {
  const path = named.replace(/^~(?=[/\\]|$)/, homedir()).replaceAll('${workspaceFolder}', folder?.fsPath ?? '');
  if (isAbsolute(path)) {
    return firstProgram([path]);
  }
  return /[/\\]/.test(path) ? folder && firstProgram([join(folder.fsPath, path)]) : programOnPath(process.env.PATH ?? '', path);
}

/** An environment keeps its programs beside the interpreter; one of Windows that is no virtual one, below it. */
function programBeside(python: string): Promise<string | undefined> {
  const folder = dirname(python);
  return firstProgram([join(folder, PROGRAM), join(folder, 'Scripts', PROGRAM)]);
}

/** Only absolute folders count: any other would be one of whatever folder is open. */
function programOnPath(path: string, name = PROGRAM): Promise<string | undefined> {
  return firstProgram(path.split(delimiter).filter(isAbsolute).map(folder => join(folder, name)));
}

async function bundledProgram(extension: string): Promise<string | undefined> {
  const path = join(extension, 'bundled', PROGRAM, PROGRAM) + (WINDOWS ? '.exe' : '');
  if (!WINDOWS && (await isFile(path)) && !(await isProgram(path))) {
    await chmod(path, 0o755).catch(() => undefined); // some ways of unpacking lose who may run it
  }
  return (await isProgram(path)) ? path : undefined;
}

async function firstProgram(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    for (const ending of extname(path).toLowerCase() === '.exe' ? [''] : ENDINGS) {
      if (await isProgram(path + ending)) {
        return path + ending;
      }
    }
  }
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

async function isProgram(path: string): Promise<boolean> {
  const mode = WINDOWS ? constants.F_OK : constants.X_OK;
  return (await isFile(path)) && access(path, mode).then(() => true, () => false);
}
