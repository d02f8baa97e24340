import { type Finding, importsOf, isTest, type SourceFile } from './source-file.ts';

/** Files that need each other at run time; each circle is told once, at its first file. */
export function findCycles(files: SourceFile[]): Finding[] {
  const graph = new Map<string, string[]>();
  for (const file of files) {
    if (!/^src\/.*\.(ts|svelte)$/.test(file.path) || isTest(file.path)) continue;
    const targets = importsOf(file).filter(({ external, typeOnly }) => !external && !typeOnly);
    graph.set(
      file.path,
      targets.map(({ target }) => target),
    );
  }
  const findings: Finding[] = [];
  const finished = new Set<string>();
  const visit = (path: string, way: string[]) => {
    const start = way.indexOf(path);
    if (start >= 0) {
      const circle = [...way.slice(start), path].join(' -> ');
      findings.push({ path, sentence: `imports itself in a circle: ${circle}` });
      return;
    }
    if (finished.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...way, path]);
    finished.add(path);
  };
  for (const path of [...graph.keys()].sort()) visit(path, []);
  return findings;
}
