/** A field of work with three questions to take along. */
export interface Field {
  name: string;
  /** Other words by which people call it, small letters. */
  also: string[];
  /** Exactly three. */
  prompts: string[];
}

/** How many questions one takes into the field. */
export const promptsPerField = 3;

/**
 * The field that a department's name means: by the field's name or one of its other words, whole or as the beginning of a
 * word of it; undefined where nothing fits, and no question that is not meant is better than a guess.
 */
export function findField(fields: readonly Field[], department: string): Field | undefined {
  const words = wordsOf(department);
  if (words === '') return undefined;
  return (
    fields.find(({ name, also }) => [name, ...also].some((each) => wordsOf(each) === words)) ??
    fields.find(({ name, also }) =>
      [name, ...also].some((each) => ` ${words} `.includes(` ${wordsOf(each)} `)),
    )
  );
}

function wordsOf(text: string): string {
  return (
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  );
}
