import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { compile } from 'svelte/compiler';
import { render } from 'svelte/server';

/**
 * The baseline of a page: `/?rows=N&bytes=N` is that many rows and that much HTML, rendered by Svelte from memory and
 * sent by Node's plain server. No database, no router, no sign-in.
 */
const [port] = process.argv.slice(2);
const source = new URL('Rows.svelte', import.meta.url);
// Beside the packages, so that what the compiled component imports is found.
const folder = new URL('../../node_modules/.cache/rondo-bench/', import.meta.url);
const target = new URL('rows.js', folder);
mkdirSync(folder, { recursive: true });
writeFileSync(target, compile(readFileSync(source, 'utf8'), { generate: 'server' }).js.code);
const { default: Rows } = await import(target.href);

createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const rows = Math.max(1, Number(searchParams.get('rows')));
  const text = 'x'.repeat(Math.max(0, Number(searchParams.get('bytes')) / rows - 16));
  const { head, body } = render(Rows, { props: { rows, text } });
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(`<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`);
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
