import type { IncomingMessage, ServerResponse } from 'node:http';
import { m } from '#messages';
import { answerUnread } from './answer-unread.ts';
import type { Config } from './config.ts';
import type { Unwelcome } from './gate.ts';
import type { Log } from './log.ts';
import { plainAddress } from './trusted-proxies.ts';

/** Answers what the gate does not let in, and tells the log once each reason, because strangers knock all day. */
export function createTurnAway(config: Config, log: Log) {
  const told = new Set<Unwelcome>();
  return (request: IncomingMessage, response: ServerResponse, reason: Unwelcome): void => {
    const { status, forVisitor, forOperator } = words(reason, config);
    if (forOperator && !told.has(reason)) {
      told.add(reason);
      log.warn({ reason, ...unnamedProxy(request, config) }, `A request was turned away. ${forOperator}`);
    }
    const operatorLine = forOperator ? `\n${m.common_gate_operator({ sentence: forOperator })}\n` : '';
    answerUnread(request, response, { status, text: `${forVisitor}\n${operatorLine}` });
  };
}

/** What is said to whoever asked, and to whoever can mend it where something is to be mended. */
function words(
  reason: Unwelcome,
  { PUBLIC_URL }: Config,
): { status: number; forVisitor: string; forOperator?: string } {
  switch (reason) {
    case 'plain-http':
      return {
        status: 403,
        forVisitor: PUBLIC_URL?.startsWith('https:')
          ? m.common_gate_plain_http_public({ url: PUBLIC_URL })
          : m.common_gate_plain_http(),
        forOperator: m.common_gate_plain_http_operator(),
      };
    case 'misled-form':
      return {
        status: 403,
        forVisitor: m.common_gate_misled_form(),
        forOperator: m.common_gate_misled_form_operator(),
      };
    case 'foreign-form':
      return { status: 403, forVisitor: m.common_foreign_request() };
    case 'unknown-host':
      return {
        status: 421,
        forVisitor: m.common_gate_unknown_host(),
        forOperator: PUBLIC_URL ? m.common_gate_unknown_host_operator() : m.common_gate_no_public_url(),
      };
  }
}

/** No browser sends these headers: it is a proxy, and its address is what TRUST_PROXY lacks. */
function unnamedProxy({ headers, socket }: IncomingMessage, { TRUST_PROXY }: Config): { proxy?: string } {
  const peer = plainAddress(socket.remoteAddress ?? '');
  const isProxy = headers['x-forwarded-proto'] !== undefined || headers['x-forwarded-for'] !== undefined;
  return isProxy && !TRUST_PROXY.includes(peer) ? { proxy: peer } : {};
}
