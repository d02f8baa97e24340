import type { WordsBody, WordsKind } from '#core/session/words.ts';

/**
 * The body of words that a form holds: `kind` names it, the other fields are called as in the body. Numbers that are
 * missing become NaN, which core refuses by name; undefined is answered for a kind that does not exist.
 */
export function bodyFromForm(data: FormData, kind = field(data, 'kind')): WordsBody | undefined {
  const text = (name: string) => field(data, name);
  switch (kind as WordsKind) {
    case 'strength':
    case 'intention':
    case 'phrase':
    case 'thanks':
    case 'suggestion':
      return { kind: kind as 'strength', text: text('text') };
    case 'check-in':
      return { kind: 'check-in', attempted: text('attempted'), harder: text('harder') };
    case 'objective':
      return { kind: 'objective', text: text('text'), seenBy: text('seenBy') };
    case 'observation': {
      const behaviour = text('behaviour');
      const named = behaviour ? { behaviour: Number(behaviour) } : {};
      return {
        kind: 'observation',
        ...named,
        quote: text('quote'),
        offset: Math.max(0, Number(text('offset')) || 0),
      };
    }
    case 'anchor':
      return {
        kind: 'anchor',
        behaviour: number(data, 'behaviour'),
        level: number(data, 'level') as 1 | 2 | 3 | 4,
      };
    case 'emotion':
      return { kind: 'emotion', from: text('from'), to: text('to') };
    case 'feedback':
      return { kind: 'feedback', form: text('form') as 'SBI', parts: partsOf(data), given: false };
    case 'rating':
      return { kind: 'rating', value: number(data, 'value') };
    case 'scale':
      return { kind: 'scale', value: number(data, 'value'), text: text('text') };
    case 'artefact': {
      const fileId = text('fileId');
      const artefact = (text('artefact') || 'text') as 'text' | 'link' | 'image';
      return { kind: 'artefact', artefact, text: text('text'), ...(fileId ? { fileId } : {}) };
    }
    case 'reflection':
      return {
        kind: 'reflection',
        insight: text('insight'),
        habit: text('habit'),
        obstacle: text('obstacle'),
      };
    case 'card':
      return {
        kind: 'card',
        experiment: text('experiment'),
        behaviour: text('behaviour'),
        context: text('context'),
        criterion: text('criterion'),
        dueOn: text('dueOn'),
        ...(text('assumption') ? { assumption: text('assumption') } : {}),
        ...(text('evidence') ? { evidence: text('evidence') } : {}),
      };
    default:
      return undefined;
  }
}

/** Parts that were left empty are left out. */
function partsOf(data: FormData): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const name of new Set(data.keys())) {
    const value = field(data, name);
    if (name.startsWith('part:') && value) parts[name.slice('part:'.length)] = value;
  }
  return parts;
}

function number(data: FormData, name: string): number {
  const value = field(data, name);
  return value === '' ? Number.NaN : Number(value);
}

/** Line ends as people typed them: a form sends CR LF, a script LF. */
function field(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}
