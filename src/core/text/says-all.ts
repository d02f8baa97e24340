/** Whether each word that is looked for begins a word of what is said, whatever its accents and capitals. */
export function saysAllWords(said: string, words: string): boolean {
  const there = plain(said).split(' ');
  return plain(words)
    .split(' ')
    .every((word) => word === '' || there.some((each) => each.startsWith(word)));
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
