import { createServer, type ServerResponse } from 'node:http';
import { Pool } from 'pg';

/**
 * The baseline: a server that passes each posted message on to the streams of its room. With a database (second argument)
 * it commits one bare INSERT per message first. It knows no people, no rights, no state.
 */
const [port, database] = process.argv.slice(2);
const pool = database ? new Pool({ connectionString: database, max: 10 }) : undefined;
await pool?.query('CREATE TABLE IF NOT EXISTS relay (room int, at timestamptz DEFAULT now(), body text)');
const rooms = new Map<string, Set<ServerResponse>>();

createServer((request, response) => {
  const room = request.url ?? '';
  if (request.method === 'GET') {
    const streams = rooms.get(room) ?? new Set();
    rooms.set(room, streams.add(response));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(':\n\n');
    response.on('close', () => streams.delete(response));
    return;
  }
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', async () => {
    await pool?.query('INSERT INTO relay (room, body) VALUES ($1, $2)', [Number(room.slice(1)), body]);
    for (const stream of rooms.get(room) ?? []) stream.write(`data: ${body}\n\n`);
    response.writeHead(200).end('{}');
  });
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
