// Two bundles: the extension, and the script of the decision view, which the extension holds as text.
import { build } from 'esbuild';

const production = process.argv.includes('--production');
const common = { bundle: true, minify: production, sourcemap: production ? false : 'inline', logLevel: 'warning' };

await build({
  ...common,
  entryPoints: ['webview/decisionView.ts'],
  outfile: 'dist/decisionView.js',
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  sourcemap: false,
});
await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  loader: { '.css': 'text' },
});
