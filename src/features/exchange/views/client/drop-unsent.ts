import type { Unsent, UnsentBox } from './unsent-box.ts';

/** Throws a recording away that was not sent: here, and what the server has of it. Also where its owner leaves the page at once. */
export async function dropUnsent(box: UnsentBox | undefined, { id, circle, begun }: Unsent): Promise<void> {
  // Of a circle that was left, the server's part stands under “What I recorded” by itself.
  if (begun) {
    const at = `/circles/${circle}/exchange/uploads/${id}`;
    void fetch(at, { method: 'DELETE', keepalive: true }).catch(() => undefined);
  }
  await box?.remove(id).catch(() => undefined);
}
