export interface MailProblem {
  /** What may be kept and logged: what the server said is left out, because it quotes the address. */
  code: string;
  /** It would be refused again. */
  forGood: boolean;
  /** The server surely did not take it. Otherwise, a connection that broke while it was sent for example, nobody knows. */
  notTaken: boolean;
}

/** What can be known of why a mail was not sent. */
export function mailProblem(error: unknown): MailProblem {
  const { responseCode, code, syscall } = error as { responseCode?: number; code?: string; syscall?: string };
  return {
    code: [code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown',
    forGood: responseCode !== undefined && responseCode >= 500,
    notTaken:
      responseCode !== undefined ||
      syscall === 'connect' ||
      ['EDNS', 'EAUTH', 'EENVELOPE', 'ETLS'].includes(code ?? ''),
  };
}
