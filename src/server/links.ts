import type { Config } from './config.ts';

/**
 * The full address of a path, for mails and the terminal. Never made from a request's Host header: whoever asks for a
 * mail must not choose where its link leads.
 */
export function absoluteLink(config: Pick<Config, 'PUBLIC_URL' | 'PORT'>, path: string): string {
  return new URL(path, config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).href;
}
