/** Longest name of a round, in UTF-16 units. */
const longest = 60;

/** What the round after this one is called: `Spring circles`, `Spring circles 2`, `Spring circles 3`. */
export function nextRoundName(name: string): string {
  const counted = /^(.*\S) (\d{1,4})$/u.exec(name);
  const number = counted ? Number(counted[2]) : 1;
  // A year at the end is part of the name, not a count.
  const [words, next] = counted && number < 1000 ? [counted[1] ?? '', number + 1] : [name, 2];
  const ending = ` ${next}`;
  return `${words.slice(0, longest - ending.length).trimEnd()}${ending}`;
}
