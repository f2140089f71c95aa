/** What somebody who is asked for help needs to know: nothing of any project, and no name of a home folder. */

import { homedir } from 'node:os';
import { env, ExtensionContext, version, workspace } from 'vscode';

import { SECTION } from './names';
import { Session } from './session';
import { isTrusted } from './trust';

/** Settings whose values are paths or days, of which it is enough to know that they are set. */
const PRIVATE = ['path', 'configuration'];

export function debugInformation(session: Session, context: ExtensionContext): string {
  const { state } = session;
  const about = context.extension.packageJSON as { version: string; contributes: { configuration: { properties: object } } };
  const facts: [string, string][] = [
    ['extension', about.version],
    ['editor', `${env.appName} ${version}, ${env.language}, ${env.uiKind === 2 ? 'web' : 'desktop'}, remote ${env.remoteName ?? 'none'}`],
    ['system', `${process.platform} ${process.arch}, node ${process.versions.node}`],
    ['workspace', `${workspace.workspaceFolders?.length ?? 0} folders, ${isTrusted() ? 'trusted' : 'not trusted'}`],
    ['server', state.kind],
  ];
  if (state.kind === 'running') {
    facts.push(['server version', state.version], ['server from', `${state.place.origin}: ${withoutHome(state.command)}`]);
  } else if (state.kind === 'failed') {
    facts.push(...state.tried.map(({ place, error }): [string, string] => [`tried ${place.origin}`, withoutHome(`${place.where} ${error ?? ''}`.trim())]));
  }
  const set = workspace.getConfiguration();
  for (const key of Object.keys(about.contributes.configuration.properties)) {
    const found = set.inspect<unknown>(key);
    const value: unknown = set.get(key);
    if (found && JSON.stringify(value) !== JSON.stringify(found.defaultValue)) {
      facts.push([key, PRIVATE.some(one => key === `${SECTION}.${one}`) ? 'set' : JSON.stringify(value)]);
    }
  }
  return facts.map(([name, value]) => `- ${name}: ${value}\n`).join('');
}

function withoutHome(text: string): string {
  return text.replaceAll(homedir(), '~');
}
