// Asks the Rondo of this machine whether it is well, for a container's health check. The certificate is not looked at:
// it is made for the public name, and this asks by another.
import { request as plain } from 'node:http';
import { request as encrypted } from 'node:https';

const ask = process.env.TLS_CERT ? encrypted : plain;
const asked = ask(
  {
    host: '127.0.0.1',
    port: process.env.PORT ?? 3000,
    path: '/healthz',
    timeout: 4000,
    rejectUnauthorized: false,
  },
  ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1),
);
asked.once('timeout', () => process.exit(1));
asked.once('error', () => process.exit(1));
asked.end();
