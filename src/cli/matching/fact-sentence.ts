import type { CircleFact, UnplacedReason } from '#core/matching/circles/matching-result.ts';

/** A fact about a circle as an English sentence for the terminal. */
export function factSentence(fact: CircleFact): string {
  switch (fact.kind) {
    case 'helps':
      return `${fact.helper} can help ${fact.person} with ${fact.skill}.`;
    case 'common-hours':
      return `They have ${hours(fact.halfHours)} a week in common${fact.prime > 0 && fact.prime < fact.halfHours ? `, ${hours(fact.prime)} of it with good energy` : ''}.`;
    case 'language':
      return `They can all speak ${list(fact.languages, 'or')}.`;
    case 'departments':
      return `They come from ${list(fact.departments)}.`;
    case 'same-department':
      return `${list(fact.people)} know the work of ${fact.department}.`;
    case 'same-moment':
      return `${list(fact.people)} know the same moment at work: ${fact.moment}.`;
    case 'alike-seniority':
      return `${list(fact.people)} are at about the same level.`;
    case 'all-new-to-each-other':
      return 'None of them has been in a circle with another yet.';
    case 'met-before':
      return `${list(fact.people)} were in one circle ${fact.roundsAgo === 1 ? 'last time' : `${fact.roundsAgo} rounds ago`}.`;
  }
}

/** Why somebody has no circle, as an English sentence for the terminal. */
export function reasonSentence(person: string, reason: UnplacedReason): string {
  switch (reason.kind) {
    case 'no-common-language':
      return `${person} has no circle: nobody else speaks ${list(reason.languages, 'or')}.`;
    case 'too-few-common-hours':
      return `${person} has no circle: a circle needs ${hours(reason.needed)} in common, and the most with anyone is ${hours(reason.most)}.`;
    case 'too-few-people':
      return `${person} has no circle: there is nobody else.`;
    case 'no-room-in-a-fitting-circle':
      return `${person} has no circle: no room was left in one that would fit.`;
  }
}

export const hours = (halfHours: number) => (halfHours === 2 ? '1 hour' : `${halfHours / 2} hours`);

export function list(names: readonly string[], word = 'and'): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}
