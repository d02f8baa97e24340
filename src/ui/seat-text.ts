/** A line of text for a seat: what is drawn and how large. `cut` says that the whole text needs a title. */
export interface SeatLine {
  text: string;
  size: number;
  cut: boolean;
}

/**
 * The line that fits `width` units: first as it is, then a little smaller, then shorter with an ellipsis.
 * Widths are estimated, because the server draws too and has no fonts to measure with.
 */
export function fitLine(line: { text: string; width: number; size: number; smallest: number }): SeatLine {
  const needed = estimateWidth(line.text);
  const size = Math.min(line.size, Math.max(line.smallest, Math.floor((line.width / needed) * 10) / 10));
  if (needed * size <= line.width + 0.5) return { text: line.text, size, cut: false };
  const letters = graphemes(line.text);
  while (letters.length > 1 && estimateWidth(`${letters.join('')}…`) * size > line.width) letters.pop();
  return { text: `${letters.join('').trimEnd()}…`, size, cut: true };
}

/**
 * What people call each other at a table: the first name, and as much of the next one as is needed to
 * tell two people apart. Order and length are those of `names`.
 */
export function callNames(names: readonly string[]): string[] {
  const parts = names.map((name) => name.trim().split(/\s+/u));
  return parts.map((own, index) => {
    const [first = '', second] = own;
    const shared = parts.some((other, at) => at !== index && other[0] === first);
    return shared && second ? `${first} ${graphemes(second)[0]}.` : first;
  });
}

/** In units of the font size. Rough classes of letters, a little generous. */
function estimateWidth(text: string): number {
  let width = 0;
  for (const letter of graphemes(text)) {
    if (/^[ijlftrI.,:;'’!|() -]/u.test(letter)) width += 0.36;
    else if (/^[mwMW@%]/u.test(letter)) width += 0.92;
    else if (
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u.test(
        letter,
      )
    )
      width += 1.05;
    else if (/^\p{Lu}/u.test(letter)) width += 0.72;
    else width += 0.58;
  }
  return Math.max(width, 0.1);
}

/** Made once: making one costs more than drawing a ring of seats. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Of these no two make one sign, so that most names need not be looked at by the segmenter, which is slow. */
const single = /^[\u0020-\u02ff]*$/;

function graphemes(text: string): string[] {
  if (single.test(text)) return [...text];
  return Array.from(segmenter.segment(text), (one) => one.segment);
}
