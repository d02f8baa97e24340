import type { Locator, Page } from 'playwright-core';

/** Draws with one finger from the middle of one thing to the middle of another, as a phone's screen reports it. */
export async function stroke(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const [begin, end] = [await middleOf(from), await middleOf(to)];
  const fingers = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  await send('touchStart', begin);
  const moves = 6;
  for (let move = 1; move <= moves; move += 1) {
    const part = move / moves;
    await send('touchMove', {
      x: begin.x + (end.x - begin.x) * part,
      y: begin.y + (end.y - begin.y) * part,
    });
  }
  // A finger that is still moving when it is lifted flings, and the browser takes the next tap for stopping that.
  await page.waitForTimeout(200);
  await send('touchMove', end);
  await send('touchEnd');
  await fingers.detach();
}

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} cannot be touched`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
