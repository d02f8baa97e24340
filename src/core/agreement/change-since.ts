/**
 * The last change of a proposal's words, where it is somebody else's and came after `reader` joined: with it their yes fell, if
 * they had given one.
 */
export function changeSince<Change extends { person: string; at: number }>(
  last: Change | undefined,
  reader: { id: string; joinedAt: Date } | undefined,
): Change | undefined {
  return last && reader && last.person !== reader.id && last.at > reader.joinedAt.getTime()
    ? last
    : undefined;
}
