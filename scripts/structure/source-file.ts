import { posix } from 'node:path';

/** One file of the project. */
export interface SourceFile {
  /** From the project's root, with forward slashes. */
  path: string;
  text: string;
}

/** Something that is not where or how it was agreed. */
export interface Finding {
  path: string;
  /** A sentence that says what is wrong and where it belongs. */
  sentence: string;
}

/** One import of a file of the project. */
export interface ProjectImport {
  /** Path from the root; for a package, its name. */
  target: string;
  /** Outside of this project. */
  external: boolean;
  /** Leaves nothing behind at run time. */
  typeOnly: boolean;
}

const aliases: Record<string, string> = {
  '#core/': 'src/core/',
  '#features/': 'src/features/',
  '#server/': 'src/server/',
  '#ui/': 'src/ui/',
  '#messages': 'src/generated/messages/',
};

/** The imports that stand in a TypeScript or Svelte file, static and dynamic. */
export function importsOf({ path, text }: SourceFile): ProjectImport[] {
  const pattern =
    /\b(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\sfrom\s+)?'([^'\n]+)'|\bimport\('([^'\n]+)'\)/g;
  return [...text.matchAll(pattern)].map((match) => {
    const target = (match[3] ?? match[4]) as string;
    const resolved = resolveImport(path, target);
    return { target: resolved ?? target, external: resolved === undefined, typeOnly: match[2] !== undefined };
  });
}

function resolveImport(from: string, target: string): string | undefined {
  if (target.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), target));
  const alias = Object.keys(aliases).find((prefix) => target.startsWith(prefix));
  return alias && (aliases[alias] as string) + target.slice(alias.length);
}

export function isTest(path: string): boolean {
  return /\.test\.ts$/.test(path) || path.startsWith('tests/');
}
