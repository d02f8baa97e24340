import { AwsClient } from 'aws4fetch';
import type { Config } from './config.ts';
import { checkName, type Storage, storedName } from './stored-files.ts';

/** The settings of a bucket; see docs/operations.md. */
export type BucketConfig = Pick<
  Config,
  'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>;

/** A storage that answers 5xx is away; see is-away.ts. */
class BucketProblem extends Error {
  readonly code: string;

  constructor(what: string, status: number) {
    super(`the bucket answered ${status} when asked to ${what}`);
    this.code = status >= 500 || status === 429 ? 'ETIMEDOUT' : 'EBUCKET';
  }
}

/**
 * Files in a bucket that speaks S3, each an object under its name. Undefined where none is configured. An object is there
 * whole or not at all, and what is acknowledged is kept: both are the service's promises.
 */
export function openBucket(config: Partial<BucketConfig>): Storage | undefined {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION = 'us-east-1', S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = config;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return undefined;
  const root = `${S3_ENDPOINT.replace(/\/$/, '')}/${S3_BUCKET}`;
  const client = new AwsClient({
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    region: S3_REGION,
    service: 's3',
    retries: 3,
  });

  async function ask(what: string, name: string, init: RequestInit = {}): Promise<Response> {
    checkName(name);
    const response = await client.fetch(`${root}/${name}`, init);
    if (response.ok || response.status === 404) return response;
    await response.body?.cancel();
    throw new BucketProblem(what, response.status);
  }

  async function get(name: string, headers: Record<string, string> = {}): Promise<Buffer | undefined> {
    const response = await ask('read', name, { headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    return response.ok ? bytes : undefined;
  }

  return {
    async put(name, bytes) {
      const response = await ask('write', name, { method: 'PUT', body: new Uint8Array(bytes) });
      await response.body?.cancel();
      // Nothing is missing of what is written but the bucket itself.
      if (!response.ok) throw new BucketProblem('write', response.status);
    },
    read: (name) => get(name),
    begin: (name, bytes) => get(name, { range: `bytes=0-${bytes - 1}` }),
    async remove(name) {
      const response = await ask('remove', name, { method: 'DELETE' });
      await response.body?.cancel();
    },
    async list() {
      const names: string[] = [];
      for (let after = ''; ; ) {
        const query = new URLSearchParams({
          'list-type': '2',
          ...(after ? { 'continuation-token': after } : {}),
        });
        const response = await client.fetch(`${root}?${query}`);
        if (!response.ok) throw new BucketProblem('list', response.status);
        const page = await response.text();
        names.push(...[...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name = '']) => name));
        after = /<NextContinuationToken>([^<]*)</.exec(page)?.[1] ?? '';
        if (!after) return names.filter((name) => storedName.test(name)).sort();
      }
    },
  };
}
