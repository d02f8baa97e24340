import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readTrustedProxies } from './trusted-proxies.ts';

const on = z.enum(['0', '1'], { error: 'write 1 for yes or 0 for no' }).transform((value) => value === '1');
const postgres = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'write postgres://user:password@host:port/database',
});

/** Written as digits: Number() would take 0x50, 3e3 and a space for ports as well. */
const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535, {
    error: 'write a whole number from 1 to 65535',
  })
  .transform(Number);
const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
const masterKey = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, {
  error: 'write 32 random bytes in base64, for example from: openssl rand -base64 32',
});

const cost = 'everybody on the way can read what people write here and can act in their name';
const atACost = `ALLOW_HTTP=1 allows it all the same; then ${cost}`;

/** What plain http costs, said at each start for as long as it is allowed. */
export const httpWarning = `ALLOW_HTTP=1 answers other machines over plain http: ${cost}`;

const schema = z
  .object({
    PORT: port.default(3000),
    /** Address to listen on; loopback unless said otherwise. */
    HOST: z.string().default('127.0.0.1'),
    /** How people reach this Rondo; every link starts with it. */
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'write https://rondo.example.org', abort: true })
      .refine((url) => new URL(url).href === `${new URL(url).origin}/`, {
        error: 'write the address alone, without a path, a query or a user: https://rondo.example.org',
      })
      .optional(),
    DATABASE_URL: postgres.optional(),
    DATABASE_OWNER_URL: postgres.optional(),
    /** Folder of the embedded database, stored files and secrets. */
    RONDO_DATA: z
      .string()
      .default('./data')
      .transform((path) => resolve(path)),
    /** Wraps everybody's keys; without it, `master-key` in the data folder does. */
    RONDO_MASTER_KEY: masterKey.optional(),
    /** The one that is to take its place, while it is being replaced. */
    RONDO_MASTER_KEY_NEXT: masterKey.optional(),
    TLS_CERT: z.string().optional(),
    TLS_KEY: z.string().optional(),
    /** Proxies whose X-Forwarded-* headers are believed. */
    TRUST_PROXY: z
      .string()
      .default('')
      .transform((list, context) => {
        const read = readTrustedProxies(list);
        if (read.ok) return read.proxies;
        context.addIssue({
          code: 'custom',
          message:
            read.reason === 'everybody'
              ? `${read.entry} is everybody; name the proxies alone, or anyone could say who they are and how they came`
              : `${read.entry} is neither an address nor a range; write addresses and ranges with commas, for example 127.0.0.1, 10.0.0.0/8, fd00::/8`,
        });
        return z.NEVER;
      }),
    ALLOW_HTTP: on.default(false),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'write smtp://user:password@host:port' }).optional(),
    MAIL_FROM: z
      .string()
      .regex(/^([^<>]+ )?<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/, {
        error: 'write Rondo <rondo@example.org>, or an address alone',
      })
      .default('Rondo <rondo@localhost>'),
    /** Files in a bucket instead of the data folder; all four, or none. */
    S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'write https://s3.example.org' }).optional(),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
        error: 'write the name of a bucket: 3 to 63 small letters, digits, dots and hyphens',
      })
      .optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    METRICS_TOKEN: z.string().min(16, { error: 'write at least 16 characters' }).optional(),
    LOG_LEVEL: z.enum(logLevels, { error: 'write silent, error, warn, info or debug' }).default('warn'),
  })
  .superRefine((config, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if ((config.DATABASE_URL === undefined) !== (config.DATABASE_OWNER_URL === undefined)) {
      refuse(
        'DATABASE_URL',
        'goes together with DATABASE_OWNER_URL: the first for the program, the second to migrate',
      );
    }
    if (config.RONDO_MASTER_KEY_NEXT !== undefined && config.RONDO_MASTER_KEY === undefined)
      refuse(
        'RONDO_MASTER_KEY_NEXT',
        'goes together with RONDO_MASTER_KEY: the new one beside the present one',
      );
    if ((config.TLS_CERT === undefined) !== (config.TLS_KEY === undefined)) {
      refuse('TLS_CERT', 'goes together with TLS_KEY: two files in PEM form');
    }
    const bucket = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
    const missing = bucket.filter((name) => config[name] === undefined);
    if (missing.length > 0 && missing.length < bucket.length) {
      refuse(
        missing[0] as string,
        `goes together with ${bucket.filter((name) => name !== missing[0]).join(', ')}`,
      );
    }
    if (!isLoopback(config.HOST) && !config.TLS_CERT && !config.TRUST_PROXY.some && !config.ALLOW_HTTP) {
      refuse(
        'HOST',
        `${config.HOST} opens Rondo to other machines over plain http. Set TLS_CERT and TLS_KEY, or TRUST_PROXY with the address of a proxy that speaks https. ${atACost}`,
      );
    }
    if (config.PUBLIC_URL && !config.ALLOW_HTTP && isPlainOffLoopback(config.PUBLIC_URL)) {
      refuse(
        'PUBLIC_URL',
        `people would come over plain http. Give it https, by TLS_CERT and TLS_KEY or by a proxy in front, and write https:// here. ${atACost}`,
      );
    }
  });

export type Config = z.infer<typeof schema>;

/** What the environment says is wrong, every problem at once. */
export class ConfigProblem extends Error {}

/** Reads the environment once, at start. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issues = [...result.error.issues, ...issuesBetween(given, result.error.issues)];
  const problems = issues.map(({ path, message }) => {
    const name = String(path[0]);
    const secret = /TOKEN|URL|KEY|SECRET/.test(name);
    return `  ${name}${given[name] && !secret ? ` is ${JSON.stringify(given[name])}` : ''}: ${message}`;
  });
  throw new ConfigProblem(
    `Rondo cannot start with this environment:\n${problems.join('\n')}\nSee docs/operations.md.`,
  );
}

type Issue = z.core.$ZodIssue;

/** What does not fit together is only looked at where each value fits by itself: so the others are looked at alone. */
function issuesBetween(given: Record<string, string | undefined>, found: Issue[]): Issue[] {
  const wrong = new Set(found.map(({ path }) => String(path[0])));
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)));
  const between = schema.safeParse(rest).error?.issues ?? [];
  // A database address that was left out here is not missing.
  const halfLooked = [...wrong].some((name) => name.startsWith('DATABASE_'));
  return between.filter(({ path }) => {
    const name = String(path[0]);
    return !wrong.has(name) && !(halfLooked && name.startsWith('DATABASE_'));
  });
}

function isPlainOffLoopback(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

/** Whether a name or an address, without brackets, leads to this machine alone. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  return isIPv4(host) && host.startsWith('127.');
}
