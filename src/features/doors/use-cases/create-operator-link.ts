import { m } from '#messages';
import type { App } from '#server/app.ts';
import { absoluteLink } from '#server/links.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { countOrganisations, insertOperatorLink } from '../store/door.ts';

const day = 24 * 60 * 60_000;

/** Makes a one-time link for whoever reads the terminal; it works for a day and is exchanged for a cookie. */
export async function createOperatorLink({ database, config, clock }: App): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(clock.now().getTime() + day);
  await database.asWorker({}, (tx) => insertOperatorLink(tx, { hash: hashToken(token), expiresAt }));
  return absoluteLink(config, `/operator/${token}`);
}

/**
 * At the start of a fresh installation: prints the link that opens its doors. Prints nothing once there is an
 * organisation. Goes to the terminal and never through the log, which may be kept.
 */
export async function printOperatorLink(
  app: App,
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<void> {
  const { organisations } = await app.database.asNobody(countOrganisations);
  if (organisations > 0) return;
  const link = await createOperatorLink(app);
  write(`\n  ${m.doors_terminal_link()}\n\n    ${link}\n\n`);
}
