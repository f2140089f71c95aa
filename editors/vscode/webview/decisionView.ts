/** In the decision view: puts a new page in place without losing where one is, and leads from an item to its line. */

interface Api {
  postMessage(message: unknown): void;
}

interface Message {
  readonly kind: 'page';
  readonly style: string;
  readonly body: string;
  readonly lang: string;
}

declare function acquireVsCodeApi(): Api;

const editor = acquireVsCodeApi();
/** What belongs to a line; a whole project does too, but nobody who clicks somewhere in it means its choice. */
const PLACED = '[data-line]:not(article.project)';
/** What can be reached by keyboard. */
const LINK = '[data-line][role="link"]';
/** The editor notices a little late that a click has moved the focus here, and would take it back from the file. */
const SETTLED_MS = 80;
/** Where it is reached, of what cannot be a link itself. */
const INNER: Record<string, string> = { article: '.where .place', li: ':scope > div:not(.chips)' };

function setTheme(): void {
  const { vscodeThemeKind: kind = '' } = document.body.dataset;
  const root = document.documentElement.dataset;
  root['theme'] = kind === 'vscode-light' || kind === 'vscode-high-contrast-light' ? 'light' : 'dark';
  root['contrast'] = kind.includes('high-contrast') ? 'high' : 'normal';
}

/** The new page is text that is parsed apart: nothing in it runs or loads, and the policy would not let it. */
function replace({ style, body, lang }: Message): void {
  const parsed = new DOMParser().parseFromString(body, 'text/html');
  parsed.querySelectorAll<HTMLElement>(PLACED).forEach(makeLink);
  const { scrollY } = window;
  const focused = links().findIndex(one => one === document.activeElement);
  const opened = [...document.querySelectorAll('details')].map(one => one.open);
  const sheet = document.getElementById('page-style');
  if (sheet && sheet.textContent !== style) {
    sheet.textContent = style;
  }
  document.documentElement.lang = lang;
  document.body.replaceChildren(...parsed.body.childNodes);
  document.querySelectorAll('details').forEach((one, at) => {
    one.open = opened[at] ?? one.open;
  });
  links()[focused]?.focus({ preventScroll: true });
  window.scrollTo({ top: scrollY });
}

/**
 * Let an item be reached by keyboard: once, and without a link inside a link.
 *
 * A finding is reached at its place, an entry of a list at its text, so that lists stay lists. What is marked in an
 * excerpt is there for the mouse; its finding leads to the same line.
 */
function makeLink(item: HTMLElement): void {
  const text = INNER[item.localName];
  const link = text ? item.querySelector<HTMLElement>(text) : item;
  if (!link || link.localName === 'mark' || link.classList.contains('note') || link.closest('a') || link.querySelector('[data-line], a')) {
    return;
  }
  const { line = '1', column = '1' } = item.dataset;
  Object.assign(link.dataset, { line, column });
  link.setAttribute('role', 'link');
  link.tabIndex = 0;
}

function links(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(LINK)];
}

/** Lead to the line of the innermost item around what was chosen; what has a use of its own keeps it. */
function lead(event: Event): void {
  const target = event.target instanceof Element ? event.target : undefined;
  const item = target?.closest<HTMLElement>(PLACED);
  if (!item || target?.closest('a[href], summary') || !window.getSelection()?.isCollapsed) {
    return;
  }
  const { line, column } = item.dataset;
  event.preventDefault();
  const tell = (): void => editor.postMessage({ kind: 'reveal', line: Number(line), column: Number(column ?? 1) });
  setTimeout(tell, event.type === 'click' ? SETTLED_MS : 0);
}

window.addEventListener('message', (event: MessageEvent<Message>) => {
  if (event.data.kind === 'page') {
    replace(event.data);
  }
});
document.addEventListener('click', lead);
document.addEventListener('keydown', event => {
  if ((event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLElement && event.target.matches(LINK)) {
    lead(event);
  }
});
new MutationObserver(setTheme).observe(document.body, { attributes: true, attributeFilter: ['data-vscode-theme-kind', 'class'] });
setTheme();
editor.postMessage({ kind: 'ready' });
