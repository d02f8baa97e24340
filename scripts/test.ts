// All of CI. `node scripts/test.ts [layer ...] [--allow-skips]`; without layers, all in the order below.
import { readdirSync } from 'node:fs';
import { ensureChromium } from './test-run/chromium.ts';
import { embeddedServerFaults, givenServerFaults } from './test-run/given-server-faults.ts';
import { runCheck, runVitest } from './test-run/layer.ts';
import { add, nothing, type Tally } from './test-run/tally.ts';

const node = process.execPath;
const layers: Record<string, () => Promise<Tally>> = {
  types: async () => {
    // Types of the routes are generated; a route that is new since the last build has none yet.
    const routes = await runCheck(node, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync']);
    if (routes.failed.length > 0) return routes;
    const pages = add(
      await runCheck(node, [
        'node_modules/svelte-check/bin/svelte-check',
        '--threshold',
        'error',
        '--output',
        'human',
      ]),
      await runCheck(node, ['node_modules/typescript/bin/tsc', '-p', 'src/core/tsconfig.json']),
    );
    return add(
      pages,
      await runCheck(node, ['node_modules/typescript/bin/tsc', '-p', 'src/service-worker/tsconfig.json']),
    );
  },
  lint: () =>
    runCheck(node, ['node_modules/@biomejs/biome/bin/biome', 'check', '--diagnostic-level=error', '.']),
  structure: () => runCheck(node, ['scripts/check-structure.ts']),
  unit: () => runVitest('unit'),
  slices: () => runVitest('slices', { again: true }),
  access: () => runVitest('access', { again: true }),
  faults: runFaults,
  journeys: runJourneys,
};

const allowSkips = '--allow-skips';
const given = process.argv.slice(2);
const strange = given.find((word) => word.startsWith('-') && word !== allowSkips);
if (strange) {
  console.error(`There is no option ${strange}. The one there is: ${allowSkips}.`);
  process.exit(2);
}
const wanted = given.filter((word) => word !== allowSkips);
const unknown = wanted.filter((name) => !(name in layers));
if (unknown.length > 0) {
  console.error(`There is no layer "${unknown.join(', ')}". Layers: ${Object.keys(layers).join(', ')}.`);
  process.exit(2);
}

let total = nothing;
for (const [name, runLayer] of Object.entries(layers)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n- ${name}`);
  const started = performance.now();
  const tally = await runLayer();
  total = add(total, tally);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `  ${name}: ${tally.passed} passed, ${tally.failed.length} failed, ${tally.skipped.length} skipped (${seconds} s)`,
  );
}

// Once more at the end: a log is mostly read from there, and may be kept only in part.
for (const what of total.unsteady)
  console.log(`failed at first, passed when its file ran once more: ${what}`);
for (const what of total.failed) console.log(`failed: ${what}`);
for (const name of total.skipped) console.log(`skipped: ${name}`);
for (const file of total.leftOut) console.log(`left out: ${file}`);
const skipsCount = total.skipped.length > 0 && !given.includes(allowSkips);
if (skipsCount) console.log('\nSkipped checks count as a failure; --allow-skips lets them pass.');
const unsteady = total.unsteady.length > 0 ? ` (${total.unsteady.length} of them at the second try)` : '';
const leftOut = total.leftOut.length > 0 ? `, ${total.leftOut.length} files left out` : '';
console.log(
  `\n${total.passed} passed${unsteady}, ${total.failed.length} failed, ${total.skipped.length} skipped${leftOut}`,
);
process.exit(total.failed.length > 0 || skipsCount ? 1 : 0);

async function runFaults(): Promise<Tally> {
  if (!process.env.TEST_SUPERUSER_URL) return runVitest('faults', { again: true });
  const leftOut = Object.entries(embeddedServerFaults).map(([file, reason]) => `${file}, which ${reason}`);
  return { ...(await runVitest('faults', { again: true, files: givenServerFaults })), leftOut };
}

async function runJourneys(): Promise<Tally> {
  const any = readdirSync('tests', { recursive: true }).some((path) =>
    /^journeys\/.*\.test\.ts$/.test(String(path)),
  );
  if (!any) return nothing;
  const chromium = ensureChromium();
  if ('advice' in chromium) {
    console.log(`  ${chromium.advice}`);
    return { ...nothing, skipped: ['journeys: no Chromium on this machine'] };
  }
  process.env.CHROMIUM = chromium.path;
  return runVitest('journeys', { again: true });
}
