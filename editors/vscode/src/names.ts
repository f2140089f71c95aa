/** The names that package.json and the server know too. */

/** Of the language, and by which documents are chosen. */
export const LANGUAGE = 'llm-project';
/** The section of the settings, and what every command of ours begins with. */
export const SECTION = 'llm-project-lint';
/** As people read it. */
export const TITLE = 'LLM Project Lint';
/** What the server says its findings are from. */
export const SOURCE = 'llm-project-lint';

/** Commands of this extension. The server's own are registered by the client, so none may have the same name. */
export const COMMANDS = {
  showDecision: `${SECTION}.showDecision`,
  create: `${SECTION}.create`,
  explainRule: `${SECTION}.explainRule`,
  showConfiguration: `${SECTION}.showConfiguration`,
  restart: `${SECTION}.restart`,
  showLog: `${SECTION}.showLog`,
  copyDebugInformation: `${SECTION}.copyDebugInformation`,
} as const;

/** Commands of the server. */
export const SERVER_COMMANDS = {
  decide: `${SECTION}.decide`,
  explain: `${SECTION}.explain`,
  configuration: `${SECTION}.configuration`,
} as const;
