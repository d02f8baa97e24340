import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLError } from 'yaml';
import type { Line } from './line.ts';
import { nearest } from './nearest.ts';
import type { ProblemList } from './problem.ts';
import type { Placed } from './sentence.ts';

/** A key of the front matter, with its text or its list of texts. Nothing in it is a number or a date yet. */
export interface Field {
  line: number;
  value: string | Placed[];
}

/**
 * Reads the lines between the two `---` as YAML with text values only (`yes`, `1.0` and dates stay text).
 * Aliases, anchors, tags and nested maps are refused; nothing is ever expanded, so a YAML bomb stays a few lines.
 */
export function readFrontMatterText(lines: Line[], problems: ProblemList): Map<string, Field> {
  const source = lines.map((line) => line.text).join('\n');
  const first = lines[0]?.number ?? 2;
  if (source.length > longest) {
    problems.add({
      line: first,
      message: `The part between the two "---" is longer than ${longest} characters.`,
    });
    return new Map();
  }
  try {
    return readFields({ source, first }, problems);
  } catch {
    // The YAML parser recurses, so thousands of nested brackets exhaust the stack.
    problems.add({
      line: first,
      message: 'The part between the two "---" cannot be read. Keep to "key: value" and lists.',
    });
    return new Map();
  }
}

/** Reports unknown keys; a misspelt one is read as the one that was meant, so that it is not reported as missing too. */
export function knownFields(
  fields: Map<string, Field>,
  keys: readonly string[],
  problems: ProblemList,
): Map<string, Field> {
  const known = new Map<string, Field>();
  for (const [key, field] of fields) {
    const exact = keys.some((name) => name === key);
    const meant = exact ? key : nearest(key, keys);
    if (meant && (exact || !fields.has(meant))) known.set(meant, field);
    if (exact) continue;
    const message = 'This key is not known.';
    problems.add({ line: field.line, message, found: key, allowed: [...keys] });
  }
  return known;
}

const longest = 10_000;

function readFields(
  { source, first }: { source: string; first: number },
  problems: ProblemList,
): Map<string, Field> {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, {
    schema: 'failsafe',
    lineCounter,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const lineAt = (offset: number | undefined) =>
    Math.max(0, lineCounter.linePos(offset ?? 0).line - 1) + first;
  for (const error of [...document.errors, ...document.warnings]) {
    problems.add({ line: lineAt(error.pos[0]), message: plainMessage(error) });
  }
  visit(document, {
    Alias: (_, alias) =>
      problems.add({ line: lineAt(alias.range?.[0]), message: noAliases, found: `*${alias.source}` }),
    Value: (_, node) => {
      if (node.anchor)
        problems.add({ line: lineAt(node.range?.[0]), message: noAliases, found: `&${node.anchor}` });
    },
  });
  const fields = new Map<string, Field>();
  if (!isMap<Node, Node | null>(document.contents)) {
    const message = 'The text begins with "key: value" lines between two lines "---".';
    if (document.errors.length === 0) problems.add({ line: first, message });
    return fields;
  }
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key)) continue;
    const line = lineAt(key.range?.[0]);
    const name = String(key.value);
    if (!fields.has(name)) fields.set(name, { line, value: fieldValue({ value, line, lineAt }, problems) });
  }
  return fields;
}

function fieldValue(
  {
    value,
    line,
    lineAt,
  }: { value: Node | null; line: number; lineAt: (offset: number | undefined) => number },
  problems: ProblemList,
): Field['value'] {
  if (value === null) return '';
  if (isScalar(value)) return String(value.value ?? '');
  if (!isSeq<Node>(value)) {
    problems.add({ line, message: 'A value here is a text or a list of texts.' });
    return '';
  }
  const items: Placed[] = [];
  for (const item of value.items) {
    const at = lineAt(item?.range?.[0]);
    if (isScalar(item)) items.push({ line: at, text: String(item.value ?? '') });
    else
      problems.add({
        line: at,
        message: 'An item with a colon needs quotation marks round it: - "first: second".',
      });
  }
  return items;
}

const noAliases =
  'YAML anchors and aliases are not used here. If the text should begin with this mark, put it in quotation marks.';

function plainMessage(error: YAMLError): string {
  if (error.code === 'DUPLICATE_KEY') return 'This key is here twice.';
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY')
    return 'A text with a colon in it needs quotation marks round it: title: "First: second".';
  if (error.code === 'TAG_RESOLVE_FAILED')
    return 'YAML tags are not used here. If the text should begin with "!", put it in quotation marks.';
  if (error.code === 'BAD_INDENT') return 'The spaces at the start of this line do not fit the lines above.';
  if (error.code === 'TAB_AS_INDENT') return 'Use spaces, not tabs, at the start of a line.';
  return `This is not readable YAML: ${error.message.split('\n')[0]?.slice(0, 160)}`;
}
