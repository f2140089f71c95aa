/** The same program on its command line, for what is no question about an open document. */

import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { env, workspace } from 'vscode';

import { SECTION } from './names';
import { Session } from './session';

const PATIENCE_MS = 30_000;
const MOST_BYTES = 16 * 1024 * 1024;

export interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The language that the server speaks. */
export function language(): 'en' | 'zh' {
  const set = workspace.getConfiguration(SECTION).get<string>('language', 'auto');
  return (set === 'auto' ? env.language : set).toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Run the program that serves; undefined where none does. */
export async function run(session: Session, given: readonly string[], cwd = homedir()): Promise<Done | undefined> {
  await session.running();
  const { state } = session;
  if (state.kind !== 'running') {
    return undefined;
  }
  const options = { cwd, timeout: PATIENCE_MS, maxBuffer: MOST_BYTES, windowsHide: true };
  return new Promise(resolve => {
    execFile(state.command, [...given, '--lang', language()], options, (error, out, err) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : 2) : 0, out, err: err || (error?.message ?? '') });
    });
  });
}
