import type { IncomingMessage } from 'node:http';

/** Longest of what people write: a whole playbook's changes, as a form encodes them. Bytes. */
const longestForm = 1024 * 1024;
/** An image or a recording of 10 MB with its form round it, or a part of an upload. */
const longestUpload = 11 * 1024 * 1024;

const uploads = /^\/(?:sessions\/[^/?]+\/artefacts|circles\/[^/?]+\/exchange\/(?:new|uploads))(?:[/?]|$)/;

/**
 * Why a body is not read: it says that it is longer than anything that belongs there, or it does not say how long it is.
 * Every browser says so. Undefined where it may be read; the pages count what really comes.
 */
export function bodyProblem({ method = 'GET', url = '', headers }: IncomingMessage): 411 | 413 | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  const isUpload = uploads.test(url);
  const length = headers['content-length'];
  // Over HTTP/1.1 a request with neither header has no body.
  if (length === undefined) return headers['transfer-encoding'] && !isUpload ? 411 : undefined;
  return Number(length) > (isUpload ? longestUpload : longestForm) ? 413 : undefined;
}
