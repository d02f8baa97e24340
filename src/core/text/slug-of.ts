/** What of a title can stand in an address; a title in another script gets `otherwise`. */
export function slugOf(title: string, otherwise: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return slug === '' ? otherwise : slug;
}
