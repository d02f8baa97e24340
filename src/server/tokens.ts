import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, safe in a URL and in a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: its SHA-256. The token itself is never stored and never logged. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
