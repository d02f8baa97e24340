import { nearest } from '#core/text/nearest.ts';

/** What to say to words that are no command: what may follow the first, or which was probably meant. */
export function noSuchCommand(words: readonly string[], commands: readonly string[]): string {
  const [first = '', second] = words;
  const following = commands
    .filter((each) => each.startsWith(`${first} `))
    .map((each) => each.slice(first.length + 1));
  if (following.length > 0 && (second === undefined || second.startsWith('-')))
    return `After "${first}" comes ${following.join(' or ')}.`;
  const typed = following.length > 0 ? `${first} ${second}` : first;
  const meant = nearest(typed, commands);
  return `There is no command "${typed}".${meant ? ` Did you mean "${meant}"?` : ''}`;
}
