import fc from 'fast-check';
import type { Problem } from './problem.ts';
import { longestText, mostLines } from './split-text.ts';

/** A readable text, and the bits of its format (and of others) out of which nonsense is made. */
export interface Format {
  example: string;
  pieces: readonly string[];
  /** Puts pieces where a text would go on after a good beginning. */
  begun: (pieces: string[]) => string;
}

/** For tests: nonsense, nonsense that looks like the format, and the example after a bad day. */
export function hostileText({ example, pieces, begun }: Format): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...pieces);
  return fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    { weight: 1, arbitrary: fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.array(piece, { maxLength: 40 }).map(begun) },
    { weight: 3, arbitrary: damaged(example, piece) },
  );
}

/** Letters cut and pasted, lines moved and doubled. */
function damaged(example: string, piece: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const letter = fc.nat(example.length);
  const line = fc.nat(example.split('\n').length);
  const damage = fc.oneof(
    fc.record({ how: fc.constant('cut' as const), at: letter, size: fc.nat(200) }),
    fc.record({
      how: fc.constant('paste' as const),
      at: letter,
      words: fc.oneof(piece, fc.string({ maxLength: 5 })),
    }),
    fc.record({ how: fc.constantFrom('move' as const, 'double' as const), from: line, to: line }),
  );
  return fc.array(damage, { minLength: 1, maxLength: 6 }).map((damages) =>
    damages.reduce((text, each) => {
      if (each.how === 'cut') return text.slice(0, each.at) + text.slice(each.at + each.size);
      if (each.how === 'paste') return text.slice(0, each.at) + each.words + text.slice(each.at);
      const rows = text.split('\n');
      const taken = each.how === 'move' ? rows.splice(each.from, 1) : rows.slice(each.from, each.from + 1);
      return rows.toSpliced(each.to, 0, ...taken).join('\n');
    }, example),
  );
}

/** For tests: after each start as much of each piece as a parser lets in. */
export function longTexts({
  starts,
  pieces,
}: {
  starts: readonly string[];
  pieces: readonly string[];
}): string[] {
  return starts.flatMap((start) => pieces.map((piece) => start + piece.repeat(timesOf(piece, start))));
}

function timesOf(piece: string, start: string): number {
  const breaks = piece.split('\n').length - 1;
  const most = breaks === 0 ? longestText : (mostLines - 50) / breaks;
  return Math.min(most, (longestText - start.length) / piece.length);
}

/** For tests: what is wrong with the problems reported for a text. They are few and short, and each points into the text. */
export function faultsOf(problems: readonly Problem[], text: string): string[] {
  const last = text.split(/\r\n?|\n/).length;
  const faults = problems.flatMap(({ line, message }) => [
    ...(line >= 1 && line <= last + 1 ? [] : [`line ${line} of ${last}: ${message}`]),
    ...(message.length < 400 ? [] : [`${message.length} characters: ${message}`]),
  ]);
  if (problems.length === 0) faults.push('refused without a problem');
  if (problems.length > 101) faults.push(`${problems.length} problems`);
  return faults;
}
