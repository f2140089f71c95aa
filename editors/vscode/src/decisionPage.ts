/** The page of the decision view: what the server writes, in a frame that lets nothing in and runs one script. */

import { randomBytes } from 'node:crypto';

import theme from '../webview/theme.css';

/** The two parts of a page of the server that are taken over. */
export interface Page {
  readonly style: string;
  readonly body: string;
  readonly lang: string;
}

/** A page taken apart; the server writes it, and writes every tag once. */
export function partsOf(html: string): Page {
  return {
    style: /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '',
    body: /<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '',
    lang: /<html[^>]*\slang="([\w-]+)"/.exec(html)?.[1] ?? 'en',
  };
}

/** Text as a page: of a server that writes no HTML yet, and of its errors. */
export function plainPage(text: string): Page {
  const escaped = text.replace(/[&<>"]/g, one => `&#${one.charCodeAt(0)};`);
  return { style: 'pre { white-space: pre-wrap; }', body: `<main><pre>${escaped}</pre></main>`, lang: 'en' };
}

/** The frame. The script asks for the page as soon as it can take one. */
export function frame(title: string, script: string): string {
  const nonce = randomBytes(18).toString('base64url');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[&<>"]/g, one => `&#${one.charCodeAt(0)};`)}</title>
<style nonce="${nonce}" id="page-style"></style>
<style nonce="${nonce}">${theme}</style>
</head>
<body>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}
