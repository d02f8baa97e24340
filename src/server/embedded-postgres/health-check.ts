import { Client } from 'pg';

interface Watched {
  port: number;
  superuserPassword: string;
  /** Called once when the server has been silent for the whole patience. */
  onStuck: () => void;
}

const probeEveryMs = 5_000;

/** Recovery may take minutes on a slow disk; beyond this it makes no progress. */
const patienceMs = 180_000;

/** Asks the server every few seconds whether it still works. Returns how to stop asking. */
export function watchHealth({ port, superuserPassword, onStuck }: Watched): () => void {
  let silentSince: number | undefined;
  let asking = false;
  const timer = setInterval(async () => {
    if (asking) return;
    asking = true;
    const well = await answers(port, superuserPassword);
    asking = false;
    if (well) {
      silentSince = undefined;
      return;
    }
    silentSince ??= performance.now();
    if (performance.now() - silentSince < patienceMs) return;
    clearInterval(timer);
    onStuck();
  }, probeEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 4_000,
    query_timeout: 4_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
