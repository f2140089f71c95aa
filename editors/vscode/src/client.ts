/** The client of one server: which documents it is told of, and what is done here instead of there. */

import { homedir } from 'node:os';
import { LogOutputChannel } from 'vscode';
import {
  CloseAction,
  CloseHandlerResult,
  DidChangeConfigurationNotification,
  ErrorAction,
  ErrorHandler,
  ExecuteCommandRequest,
  LanguageClient,
  LanguageClientOptions,
  Middleware,
  RevealOutputChannelOn,
} from 'vscode-languageclient/node';

import { LANGUAGE, SECTION, SERVER_COMMANDS, TITLE } from './names';
import { currentSettings, guarded } from './trust';

type WorkspaceMiddleware = NonNullable<Middleware['workspace']>;

/** How often a server may end by itself in that time before it is left alone. */
const RESTARTS = 4;
const WITHIN_MS = 3 * 60_000;
/** A program that says nothing at all is no server. */
const PATIENCE_MS = 30_000;

/** showDecision: what a lens leads to, with the URI of its document. ended: the server is gone, for good or to restart. */
export interface Hooks {
  showDecision(uri: string): void;
  ended(forGood: boolean): void;
}

export class Client extends LanguageClient {
  private readonly endings: Endings;

  constructor(command: string, log: LogOutputChannel, hooks: Hooks) {
    const run = { command, args: ['server'], options: { cwd: homedir() } };
    const endings = new Endings(hooks);
    const workspace = workspaceOf();
    super(SECTION, TITLE, run, optionsOf(log, hooks, endings, workspace));
    this.endings = endings;
    workspace.didChangeConfiguration = () =>
      this.sendNotification(DidChangeConfigurationNotification.type, { settings: { [SECTION]: currentSettings() } });
  }

  /** Ready, or an error that says why not. */
  async ready(): Promise<void> {
    const late = new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS / 1000} s`)), PATIENCE_MS).unref(),
    );
    await Promise.race([this.start(), late]);
    this.endings.wasReady = true;
  }

  /** The version that the server says it has. */
  get version(): string {
    return this.initializeResult?.serverInfo?.version ?? '';
  }

  /** Have the server carry a command out; its errors are the caller's. */
  command(name: string, ...given: readonly unknown[]): Promise<unknown> {
    return this.sendRequest(ExecuteCommandRequest.type, { command: name, arguments: [...given] });
  }

  /** Whatever goes wrong is in the log; what people must know, the session tells them once. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Settings leave the editor by two ways, and none goes round `trust`. */
function workspaceOf(): WorkspaceMiddleware {
  return {
    configuration: async (params, token, next) => {
      const answer = await next(params, token);
      return Array.isArray(answer)
        ? answer.map((one: unknown, at) => (params.items[at]?.section === SECTION ? guarded(one) : one))
        : answer;
    },
  };
}

function optionsOf(
  log: LogOutputChannel,
  hooks: Hooks,
  endings: ErrorHandler,
  workspace: WorkspaceMiddleware,
): LanguageClientOptions {
  return {
    documentSelector: [
      { language: LANGUAGE, scheme: 'file' },
      { language: LANGUAGE, scheme: 'untitled' },
    ],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: currentSettings(),
    initializationFailedHandler: () => false,
    errorHandler: endings,
    middleware: {
      workspace,
      executeCommand: (command, given, next) => {
        const [uri, , what] = given as unknown[];
        if (command === SERVER_COMMANDS.decide && typeof uri === 'string' && shows(what) === 'verdicts') {
          hooks.showDecision(uri); // the server would say it in a message, for clients that have no view
          return undefined;
        }
        return next(command, given);
      },
    },
  };
}

function shows(what: unknown): unknown {
  return typeof what === 'object' && what !== null && 'show' in what ? what.show : undefined;
}

/** A server that ends by itself is started again, unless it does so all the time or never was ready. */
class Endings implements ErrorHandler {
  wasReady = false;
  private readonly times: number[] = [];

  constructor(private readonly hooks: Hooks) {}

  error(): { action: ErrorAction; handled: boolean } {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    if (!this.wasReady) {
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    const now = Date.now();
    this.times.push(now);
    const often = this.times.filter(time => now - time < WITHIN_MS).length > RESTARTS;
    this.hooks.ended(often);
    return { action: often ? CloseAction.DoNotRestart : CloseAction.Restart, handled: true };
  }
}
