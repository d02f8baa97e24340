import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';

/**
 * What a test prints that nobody expected is a defect that nobody reads: it fails the test. A test that wants output
 * spies on the console itself.
 */
const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
let printed: string[] = [];

function listen(): void {
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      const text = parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ');
      printed.push(`console.${method}: ${text}`);
    });
  }
}

function judge(): void {
  const unexpected = printed;
  printed = [];
  if (unexpected.length > 0) throw new Error(`Unexpected output:\n${unexpected.join('\n')}`);
}

beforeAll(listen);
beforeEach(listen);
afterEach(judge);
afterAll(judge);
