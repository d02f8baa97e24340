import type { LibrarySearch } from './search.ts';

/** Minutes that the library can be narrowed to. */
export const searchSpans = [6, 12, 20, 30, 45] as const;

/** Numbers of people that a circle can have. */
export const circleSizes = [2, 3, 4, 5] as const;

/** What `URLSearchParams` and forms can be asked. */
interface Named {
  get(name: string): string | null;
}

/** What an address asks of the library. What does not fit is left out rather than refused: addresses get copied by halves. */
export function readSearch(address: Named): LibrarySearch {
  const words = (address.get('words') ?? '').trim().slice(0, 200);
  const skill = address.get('skill') ?? '';
  const difficulty = wholeNumber(address.get('difficulty'), {
    from: 1,
    to: 3,
  }) as LibrarySearch['difficulty'];
  const search: LibrarySearch = {
    people: wholeNumber(address.get('people'), { from: 2, to: 5 }),
    minutes: wholeNumber(address.get('minutes'), { from: 1, to: 60 }),
    difficulty,
  };
  if (words !== '') search.words = words;
  if (/^[a-z0-9-]{1,60}$/.test(skill)) search.skill = skill;
  return search;
}

/** The number of people in an address, or the usual one, brought to the nearest that a playbook is for. */
export function readPeople(
  address: Named,
  { usual, fits: { min, max } }: { usual: number; fits: { min: number; max: number } },
): number {
  const people = wholeNumber(address.get('people'), { from: 2, to: 5 }) ?? usual;
  return Math.min(max, Math.max(min, people));
}

function wholeNumber(text: string | null, { from, to }: { from: number; to: number }): number | undefined {
  if (text === null || !/^\d{1,2}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= from && number <= to ? number : undefined;
}
