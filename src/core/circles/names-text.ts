import { spoken } from '../time/date-format.ts';

/** Names as one says them: `Ana, Ben and Cleo`. */
export function namesText(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(spoken(locale), { type: 'conjunction' }).format(names);
}
