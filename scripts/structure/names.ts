import { type Finding, isTest, type SourceFile } from './source-file.ts';

const drawers =
  /(^|\/)(utils?|helpers?|lib|common|misc|shared)(\/|\.(ts|mjs|svelte)$)|(^|\/)(types|constants|index)\.ts$/;

const featureFiles = [
  /^(input|access|store|use-cases|jobs|mail)\.ts$/,
  /^store\/[a-z-]+\.ts$/,
  /^use-cases\/[a-z]+(-[a-z0-9]+)*\.ts$/,
  /^views\/([\w-]+\/)?[\w.-]+\.(svelte|ts)$/,
  // What a slice keeps in memory for open streams.
  /^live\/[a-z-]+\.ts$/,
];

const longest = 300;

/** Names and sizes: a closed vocabulary inside features, no drawers, no file that hides several capabilities. */
export function checkNames({ path, text }: SourceFile): Finding[] {
  if (!/\.(ts|mjs|svelte)$/.test(path) || path.endsWith('.generated.ts')) return [];
  const findings: Finding[] = [];
  const say = (sentence: string) => findings.push({ path, sentence });
  if (drawers.test(path))
    say('has a name that says nothing about what is inside; name it after its one capability');
  const lines = text.split('\n').length - 1;
  if (lines > longest)
    say(`has ${lines} lines; ${longest} is the most, so give each capability a file of its own`);
  const inFeature = /^src\/features\/[a-z-]+\/(.+)$/.exec(path)?.[1];
  if (inFeature && !isTest(path) && !featureFiles.some((allowed) => allowed.test(inFeature))) {
    say(
      'is not one of the names agreed for a feature: input, access, store (or store/<noun>), use-cases/<verb-noun>, views/<name> (or views/<part>/<name>), live/<name>, jobs, mail; a rule belongs in src/core',
    );
  }
  return findings;
}
