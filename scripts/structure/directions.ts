import { type Finding, importsOf, isTest, type ProjectImport, type SourceFile } from './source-file.ts';

type Area = 'core' | 'ui' | 'server' | 'features' | 'routes' | 'api' | 'cli' | 'entry' | 'outside';

/** Which areas each area may import; everything else is a finding. */
const allowed: Record<Area, Area[]> = {
  core: ['core'],
  ui: ['ui'],
  server: ['server', 'core'],
  features: ['features', 'core', 'ui', 'server'],
  routes: ['routes', 'features', 'core', 'ui', 'server'],
  api: ['api', 'features', 'core', 'ui', 'server'],
  cli: ['cli', 'features', 'core', 'server', 'entry'],
  entry: ['entry', 'server', 'features', 'core', 'api'],
  outside: ['core', 'ui', 'server', 'features', 'routes', 'api', 'cli', 'entry', 'outside'],
};

/** Files of the server that put the parts together, so they know the features. */
const entries = /^src\/(hooks\.|server\/(main|program|app|serve)\.ts)/;

const corePackages: [RegExp, RegExp][] = [
  [/./, /^zod$/],
  [/^src\/core\/text\//, /^yaml$/],
  [/^src\/core\/ladder\//, /^ts-fsrs$/],
  [/^src\/core\/cadence\//, /^(temporal-polyfill|rrule-temporal)(\/|$)/],
  [/\/arbitrary-[a-z-]+\.ts$/, /^fast-check$/],
];

/** Imports go one way: core knows nobody, routes know everybody, features meet through use cases and access. */
export function checkDirections(file: SourceFile): Finding[] {
  if (isTest(file.path) || !/^src\//.test(file.path)) return [];
  const from = areaOf(file.path);
  return importsOf(file).flatMap((imported) => {
    const sentence = imported.external
      ? refusePackage(file.path, imported)
      : refuse(file.path, from, imported);
    return sentence ? [{ path: file.path, sentence }] : [];
  });
}

function refusePackage(path: string, { target }: ProjectImport): string | undefined {
  if (areaOf(path) !== 'core') return undefined;
  if (corePackages.some(([where, which]) => where.test(path) && which.test(target))) return undefined;
  return `imports ${target}; the core takes values and gives values, so pass in what is needed`;
}

function refuse(path: string, from: Area, { target, typeOnly }: ProjectImport): string | undefined {
  // Generated words of the interface may be used wherever there is an interface.
  if (target.startsWith('src/generated/'))
    return from === 'core' ? `imports ${target}; the core has no words` : undefined;
  const to = areaOf(target);
  if (to === 'entry' && target === 'src/server/app.ts')
    return from === 'core' || from === 'ui' ? wrongWay(target) : undefined;
  if (!allowed[from].includes(to)) return typeOnly && from === 'server' ? undefined : wrongWay(target);
  const [own, other] = [featureOf(path), featureOf(target)];
  if (
    own &&
    other &&
    own !== other &&
    !typeOnly &&
    !/\/(use-cases|access|input|views|live)(\/|\.)/.test(target)
  ) {
    return `imports ${target}; another feature is reached through its use cases, access and input only`;
  }
  return undefined;
}

function wrongWay(target: string): string {
  return `imports ${target}, which is against the direction of imports in docs/architecture.md`;
}

function areaOf(path: string): Area {
  if (entries.test(path) || path === 'src/features/start-features.ts') return 'entry';
  const name = /^src\/(\w+)\//.exec(path)?.[1];
  return name && name in allowed ? (name as Area) : 'outside';
}

function featureOf(path: string): string | undefined {
  return /^src\/features\/([a-z-]+)\//.exec(path)?.[1];
}
