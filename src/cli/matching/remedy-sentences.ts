import type { Obstacle } from '#core/matching/obstacles.ts';
import { hours, list } from './fact-sentence.ts';

/** So many people are named in one sentence. */
const mostNamed = 10;

/**
 * What stands in the way of a circle for everybody, and which option of `rondo match` could ask for less. Locked circles
 * are the app's alone; a file has none.
 */
export function remedySentences(obstacle: Obstacle): string[] {
  switch (obstacle.kind) {
    case 'too-few-people':
      return ['A circle needs two people. Add somebody to the file.'];
    case 'too-few-common-hours':
      return [
        `${named(obstacle.people)}: too few hours in common with anybody whose language they share; asked for: ${hours(obstacle.needed)}.`,
        obstacle.halfHours === undefined
          ? 'They have no half-hour in common with them, so only other hours in the file would let them meet.'
          : `Ask for fewer: --common ${obstacle.halfHours} instead of --common ${obstacle.needed}.`,
      ];
    case 'no-common-language':
      return [
        `${named(obstacle.people)}: nobody else speaks a language of theirs. No option changes that; another language in the file, or somebody else who speaks theirs, would.`,
      ];
    case 'no-room': {
      const { size, needed, smaller, halfHours } = obstacle;
      const ways = [
        ...(smaller === undefined ? [] : [`smaller circles, --size ${smaller} instead of --size ${size}`]),
        ...(halfHours === undefined
          ? []
          : [`fewer hours in common, --common ${halfHours} instead of --common ${needed}`]),
      ];
      return [
        `${named(obstacle.people)}: no circle of ${size} with ${hours(needed)} in common had room for them.`,
        ways.length > 0
          ? `Try ${ways.join('; or ')}.`
          : 'No option asks for less than this; more people in the file could make room.',
      ];
    }
    case 'lock-left':
    case 'all-locked':
      return [];
  }
}

function named(people: readonly string[]): string {
  if (people.length <= mostNamed) return list(people);
  return `${people.slice(0, mostNamed).join(', ')} and ${people.length - mostNamed} more`;
}
