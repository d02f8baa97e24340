import type { Page } from 'playwright-core';

/** A phone held in one hand. */
export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

/** The least that a thumb hits, in CSS pixels. */
const thumb = 44;

/** What does not fit a phone on the page as it stands: what sticks out sideways, and what is too small to hit. */
export function misfits(page: Page, name: string): Promise<string[]> {
  return page.evaluate(
    ({ name, wide, thumb }) => {
      const found: string[] = [];
      const sticksOut = document.documentElement.scrollWidth - wide;
      if (sticksOut > 0) found.push(`${name}: ${sticksOut} pixels stick out sideways`);
      const targets = document.querySelectorAll<HTMLElement>(
        'button, a.button, summary, select, textarea, input',
      );
      for (const target of targets) {
        // A box in a tile is hit with the tile.
        const hit = target.matches('[type=radio], [type=checkbox]')
          ? (target.closest('label') ?? target)
          : target;
        if (!hit.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const { width, height } = hit.getBoundingClientRect();
        if (width <= 1 || height <= 1) continue;
        if (height < thumb - 0.5 || width < thumb - 0.5) {
          const words = (target.getAttribute('aria-label') ?? target.textContent ?? '').trim().slice(0, 40);
          found.push(
            `${name}: ${target.localName} “${words}” is ${Math.round(width)} by ${Math.round(height)}`,
          );
        }
      }
      return found;
    },
    { name, wide: phone.viewport.width, thumb },
  );
}
