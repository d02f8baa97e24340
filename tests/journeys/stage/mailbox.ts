import type { Email } from 'postal-mime';
import { expect } from 'vitest';
import type { MailServer } from '../../support/mail-server.ts';

/** Waits for a mail to this address whose subject holds these words; the newest where there are several. */
export async function newestMail(post: MailServer, address: string, words: string): Promise<Email> {
  const found = () => post.to(address).findLast(({ subject }) => subject?.includes(words));
  await expect.poll(found, { timeout: 30_000, interval: 100 }).toBeDefined();
  return found() as Email;
}

/** All links of a mail, whole. */
export const linksIn = ({ text = '' }: Email) => text.match(/https?:\/\/\S+/gu) ?? [];

/** The first link of a mail that holds `part`, as a path with what it asks for. */
export function linkIn(mail: Email, part = ''): string {
  const link = linksIn(mail).find((each) => each.includes(part));
  if (!link) throw new Error(`no link with “${part}” in: ${mail.text}`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}
