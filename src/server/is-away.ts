/** Codes of PostgreSQL (classes and whole codes) and of the system after which the same request may work again. */
const passing = [
  /^08/,
  /^53/,
  // "is not currently accepting connections": closed by its administrator for a while
  /^55000$/,
  /^57P0[1-5]$/,
  /^58030$/,
  /^E(CONNREFUSED|CONNRESET|PIPE|NOSPC|DQUOT|TIMEDOUT)$/,
];

const endedConnection = /^(Connection terminated|Client has encountered a connection error)/;

/**
 * Whether an error says that the database or the disk cannot serve for now: full, starting, stopping or gone. Then
 * nothing was wrong with what was asked, and it is right to ask again.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && passing.some((known) => known.test(code))) return true;
  return endedConnection.test(error.message) || isAway(error.cause);
}
