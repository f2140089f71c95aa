/** What a workspace may decide that nobody has vouched for: nothing that leads to code or rules of its own. */

import { workspace } from 'vscode';

import { SECTION } from './names';

export function isTrusted(): boolean {
  return workspace.isTrusted;
}

/** The settings as the server may have them. */
export function guarded(settings: unknown): Record<string, unknown> {
  const given = typeof settings === 'object' && settings !== null ? { ...settings } : {};
  return isTrusted() ? given : { ...given, packs: false };
}

/** The settings as they are now. */
export function currentSettings(): Record<string, unknown> {
  return guarded(workspace.getConfiguration().get(SECTION));
}
