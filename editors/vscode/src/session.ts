/** One server at a time: found, started, watched, stopped. */

import { Disposable, EventEmitter, ExtensionContext, LogOutputChannel, Uri, workspace } from 'vscode';
import { State as ClientState } from 'vscode-languageclient/node';

import { Client, Hooks } from './client';
import { SECTION } from './names';
import { onPythonSelected } from './python';
import { Place, places } from './server';

/** A place that was of no use, and why. */
export interface Attempt {
  readonly place: Place;
  readonly error: string | undefined;
}

export type State =
  | { readonly kind: 'stopped' | 'starting' }
  | { readonly kind: 'running'; readonly place: Place; readonly command: string; readonly version: string }
  | { readonly kind: 'failed'; readonly tried: readonly Attempt[]; readonly crashed: boolean };

export class Session implements Disposable {
  private readonly changed = new EventEmitter<State>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: Disposable[] = [this.changed];
  private client: Client | undefined;
  private current: State = { kind: 'stopped' };
  /** What is to be done to the server, one thing after the other. */
  private queue: Promise<void> = Promise.resolve();
  private disposed = false;

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
    private readonly showDecision: (uri: string) => void,
  ) {
    this.subscriptions.push(
      workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(`${SECTION}.path`)) {
          void this.restart();
        }
      }),
      workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
    );
  }

  get state(): State {
    return this.current;
  }

  start(): Promise<void> {
    return this.next(() => this.run());
  }

  restart(): Promise<void> {
    return this.next(async () => {
      await this.end();
      await this.run();
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.end());
  }

  /** Another environment may have a server of its own; only once there is a first finding, as it may take a while. */
  async followPython(): Promise<void> {
    this.subscriptions.push(await onPythonSelected(() => void this.restart()));
  }

  /** The client as soon as there is one that runs; undefined where none can be had. */
  async running(): Promise<Client | undefined> {
    await this.queue;
    return this.client?.isRunning() ? this.client : undefined;
  }

  /** How the server calls a document. */
  uriOf(client: Client, uri: Uri): string {
    return client.code2ProtocolConverter.asUri(uri);
  }

  dispose(): void {
    this.disposed = true;
    Disposable.from(...this.subscriptions).dispose();
  }

  private next(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work).catch((error: unknown) => this.log.error(String(error)));
    return this.queue;
  }

  private set(state: State): void {
    this.current = state;
    if (!this.disposed) {
      this.changed.fire(state);
    }
  }

  private async run(): Promise<void> {
    this.set({ kind: 'starting' });
    const tried: Attempt[] = [];
    for await (const place of places(this.context.extensionUri)) {
      const error = place.command === undefined ? undefined : await this.tryStart(place, place.command);
      if (this.client) {
        return;
      }
      this.log.warn(`no server: ${place.origin} ${place.where}${error ? `: ${error}` : ''}`);
      tried.push({ place, error });
    }
    this.set({ kind: 'failed', tried, crashed: false });
  }

  /** Start what is at a place. Returns why that did not work. */
  private async tryStart(place: Place, command: string): Promise<string | undefined> {
    this.log.info(`starting ${command} (${place.origin})`);
    const hooks: Hooks = { showDecision: this.showDecision, ended: forGood => this.ended(forGood) };
    const client = new Client(command, this.log, hooks);
    try {
      await client.ready();
    } catch (error) {
      await client.dispose().catch(() => undefined);
      return error instanceof Error ? error.message : String(error);
    }
    const { version } = client;
    this.client = client;
    this.log.info(`running ${version} of ${command}`);
    this.set({ kind: 'running', place, command, version });
    client.onDidChangeState(({ newState }) => {
      if (client === this.client && newState === ClientState.Running) {
        this.set({ kind: 'running', place, command, version: client.version });
      }
    });
    return undefined;
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose().catch((error: unknown) => this.log.warn(String(error)));
    this.set({ kind: 'stopped' });
  }

  /** The server ended by itself. */
  private ended(forGood: boolean): void {
    if (!this.client) {
      return; // it never was ready: that is told where it was tried
    }
    if (forGood) {
      this.client = undefined;
    }
    this.set(forGood ? { kind: 'failed', tried: [], crashed: true } : { kind: 'starting' });
  }
}
