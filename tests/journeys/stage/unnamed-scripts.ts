import { readFileSync } from 'node:fs';
import type { PartName } from '#features/sessions/views/load-part.ts';
import type { Visitor } from './visitor.ts';

const partScripts = new URL('../../../build/client/_app/page-parts.json', import.meta.url);

/**
 * What is wrong with the scripts that this person's page of the room names: those of the parts that its step shows must be
 * among them, so that a phone fetches them with the rest, and each must be there.
 */
export async function unnamedScripts(
  { context, origin }: Visitor,
  { room, parts }: { room: string; parts: readonly PartName[] },
): Promise<string[]> {
  const address = new URL(room, origin);
  const html = await (await context.request.get(address.href)).text();
  const links = [...html.matchAll(/<link\b[^>]*\brel="modulepreload"[^>]*>/g)].map(([link]) => link);
  const named = links.map((link) => new URL(/href="([^"]+)"/.exec(link)?.[1] ?? '', address));
  const answers = await Promise.all(
    named.map(async ({ href }) => (await context.request.get(href)).status()),
  );
  const missing = named
    .filter((_, at) => answers[at] !== 200)
    .map(({ pathname }) => `${pathname} is not there`);
  const { room: needed } = JSON.parse(readFileSync(partScripts, 'utf8')) as {
    room: Record<PartName, string[]>;
  };
  const unnamed = parts
    .flatMap((part) => needed[part])
    .filter((script) => !named.some(({ pathname }) => pathname === script))
    .map((script) => `${script} is not named`);
  return [...missing, ...unnamed];
}
