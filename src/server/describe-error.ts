/** What may be logged of an error. Messages are left out: a database's, a parser's or a mail server's quotes people. */
export interface ErrorDescription {
  name: string;
  code?: string;
  constraint?: string;
  table?: string;
  frames: string[];
  cause?: ErrorDescription;
}

/** Says where an unexpected error came from without repeating anything that a person wrote. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    frames,
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}
