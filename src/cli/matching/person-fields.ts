import { nearest } from '#core/text/nearest.ts';

/** What is read of a person. */
const fieldNames = [
  ...[
    'id',
    'offers',
    'wants',
    'department',
    'moments',
    'seniority',
    'languages',
    'hours',
    'prime',
    'manager',
  ],
  ...['managerWelcome', 'notWith', 'sameLevelOnly', 'likes', 'met'],
];

/** Shorter names that files of people also use for a field. */
const otherNames: Record<string, string> = {
  offer: 'offers',
  want: 'wants',
  dept: 'department',
  senior: 'seniority',
  grid: 'hours',
  lang: 'languages',
  history: 'met',
};

/** What files of people may say besides, and what no circle is formed by: hours are in UTC already. */
const leftAlone = ['name', 'email', 'tz', 'morning'];

/** A field as it is written here, whatever its capitals and by whichever of its names; undefined where it is none. */
export function fieldNamed(name: string): string | undefined {
  const plain = name.trim().toLowerCase();
  const other = Object.hasOwn(otherNames, plain) ? otherNames[plain] : undefined;
  return other ?? fieldNames.find((field) => field.toLowerCase() === plain);
}

/** Why a name stands for no field, as a sentence; undefined where it does, or may stand there. */
export function unknownField(name: string): string | undefined {
  if (fieldNamed(name) || leftAlone.includes(name.trim().toLowerCase())) return undefined;
  const near = nearest(name, [...fieldNames, ...Object.keys(otherNames)]);
  const meant = near === undefined ? '' : ` Perhaps ${fieldNamed(near)} is meant.`;
  return `"${name}" is not known; allowed are ${fieldNames.join(', ')}, and ${leftAlone.join(', ')}, which are not read.${meant}`;
}
