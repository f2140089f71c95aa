// Tests inside the editor.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { MISMATCH } from '../files.mjs';
import { until, Workbench } from '../workbench.mjs';

export async function run(run) {
  const { step, measure } = run;
  const answer = join(run.out, 'host.json');
  const bench = (run.bench = await Workbench.start({
    ...run,
    extensions: run.install(run.vsix, run.control, run.packed('host')),
    environment: { RESULT: answer, PYTHON: join(dirname(run.program), 'python'), FILES: join(run.folder, 'workspace') },
  }));
  for (const name of ['llm-project.yaml', 'llm-project.yml', 'bot.llm-project.yaml', 'bot.llm-project.yml', 'unopened/llm-project.yaml']) {
    bench.write(name, MISMATCH);
  }
  for (const name of ['other.yaml', 'note.md', 'llm-project.json', 'my-llm-project.yaml']) bench.write(name, 'a: 1\n');
  await bench.open();
  await until(() => existsSync(answer), 'the tests have ended', 120_000);
  await bench.shot('host');
  for (const { title, ok, error, key, value } of JSON.parse(readFileSync(answer, 'utf8'))) {
    if (key) measure(key, value);
    else await step(title, () => assert.ok(ok, error));
  }
  await step('nothing was asked of another machine', () => assert.deepEqual(bench.outside, []));
}
