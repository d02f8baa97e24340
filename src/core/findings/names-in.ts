/**
 * Names of people, or of the circle, that stand in a text which is meant to be read without them: whole, or the first name
 * alone. Advice and never a refusal; a first name that is also a word (Will, Rose) is noticed with its capital only. In the
 * order of `names`, each once, as they stand in the text.
 */
export function namesIn(text: string, names: readonly string[]): string[] {
  const found: string[] = [];
  for (const name of names) {
    const [first = ''] = name.trim().split(/\s+/);
    const met = [name.trim(), first].map((each) => findName(text, each)).find((each) => each !== undefined);
    if (met !== undefined && !found.includes(met)) found.push(met);
  }
  return found;
}

/** Shorter ones stand in too many words and initials. */
const shortest = 2;

function findName(text: string, name: string): string | undefined {
  if (name.length < shortest) return undefined;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'u');
  return pattern.exec(text.replace(/\s+/g, ' '))?.[0];
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
