import { alphabetically } from '../text/alphabetically.ts';

/** Languages that can be ticked, as BCP 47 tags. */
const offered =
  'en ar bg bn cs da de el es et fa fi fr ga he hi hr hu id is it ja ko lt lv ms mt nl no pl pt ro ru sk sl sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  );

/**
 * Languages that count as kinds of another one here: both forms of Norwegian are written differently, and whoever speaks one
 * understands the other. `Intl` knows about most tags of that sort itself, as that `cmn` is `zh`. Cantonese, `yue`, is none of
 * them: who speaks Mandarin does not understand it.
 */
const kindOf: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** The offered languages and those already chosen, each in its own name, in the order of those names for a reader of `locale`. */
export function languageChoices(
  locale: string,
  chosen: readonly string[] = [],
): Array<{ value: string; label: string }> {
  const tags = [...new Set([...offered, ...chosen])];
  return tags
    .map((value) => ({ value, label: ownName(value) }))
    .sort(alphabetically(locale, ({ label }) => label));
}

/**
 * The languages of an `Accept-Language` header that are offered, best first, at most three.
 */
export function preferredLanguages(header: string): string[] {
  const tags = header.split(',').map((part) => part.split(';')[0]?.trim() ?? '');
  return baseLanguages(tags)
    .filter((tag) => offered.includes(tag))
    .slice(0, 3);
}

/** What these tags are kinds of, each once: `pt` of `pt-BR`. What is no tag stays as it is. */
export function baseLanguages(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => (/^[a-z]{2,3}(-|$)/i.test(tag) ? baseLanguage(tag) : tag)))];
}

function baseLanguage(tag: string): string {
  const language = spokenIn(tag);
  return kindOf[language] ?? language;
}

/** `Intl` knows older tags, `iw`, and sign languages, `sgn-US`; it refuses some tags that our forms take, and has none for `und`. */
function spokenIn(tag: string): string {
  try {
    return new Intl.Locale(tag).language || tag;
  } catch {
    return (tag.split('-')[0] as string).toLowerCase();
  }
}

function ownName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
