/** The topic under which a page looks again at all that it shows: somebody may have missed what was told. */
export const everything = 'everything';

/**
 * Whether this can be told to a page: a kind of thing, and the id of which one where there are several, such as
 * `board:CIRCLE` or `shares`. Nothing that anybody typed fits into it.
 */
export function isTopic(text: string): boolean {
  return /^[a-z][a-z-]{0,30}(:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/.test(text);
}

/** Whether a page that asked for `topics` has to look again. */
export function concerns(topic: string, topics: readonly string[]): boolean {
  return topic === everything || topics.includes(topic);
}
