/**
 * Whether two names look the same to a reader: letter by letter, whatever alphabet each letter is from, and whatever
 * accents, capitals, spaces and invisible characters there are. It asks a question and proves nothing: two people may well
 * have the same name.
 */
export function looksAlike(one: string, other: string): boolean {
  return shapeOf(one) === shapeOf(other);
}

function shapeOf(name: string): string {
  const letters = [...name.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '')];
  const shape = letters
    .map((letter) => latin.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .replace(/[1l]/g, 'i')
    .replace(/0/g, 'o')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
  return shape || name;
}

/** Cyrillic, Greek and phonetic letters, and the Latin ones that they are taken for; capitals and small ones differ. */
const lookalikes = [
  ['АВЕНІЈКМОРСТУХЅԌԚԜ', 'ABEHIJKMOPCTYXSGQW'],
  ['аеіјкорсухѕԁԛԝһѵӏ', 'aeijkopcyxsdqwhvl'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ['αικνορυχγ', 'aikvopuxy'],
  ['ıɑɡօո', 'iagon'],
] as const;

const latin = new Map(
  lookalikes.flatMap(([theirs, ours]) => [...theirs].map((letter, index) => [letter, ours[index] ?? letter])),
);
