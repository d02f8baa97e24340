import { chromium } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { holdings } from './stage/overhear.ts';

test('what a browser holds is found wherever it was put: tests of what is in no browser rely on it', async () => {
  const browser = await chromium.connect(inject('browserAddress'));
  try {
    const page = await browser.newPage();
    await page.route('http://localhost:9/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>word of the page</p><input value="">' }),
    );
    await page.goto('http://localhost:9/');
    await page.evaluate(async () => {
      const field = document.querySelector('input');
      if (field) field.value = 'word of a field';
      localStorage.setItem('a', 'word of the shelf');
      sessionStorage.setItem('a', 'word of the tab');
      document.cookie = 'a=word-of-a-cookie';
      const opening = indexedDB.open('drafts', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
      await new Promise((resolve) => {
        opening.onsuccess = resolve;
      });
      const writing = opening.result.transaction('kept', 'readwrite');
      const kept = writing.objectStore('kept');
      kept.put({ inside: { text: 'word of a row' } }, 'word of a key');
      kept.put([new Blob(['word of a piece'])], 'a');
      kept.put(new TextEncoder().encode('word of bytes'), 'b');
      await new Promise((resolve) => {
        writing.oncomplete = resolve;
      });
      opening.result.close();
      await (await caches.open('shell')).put('/kept', new Response('word of a stored page'));
    });
    const held = await holdings({ page });
    for (const place of [
      'the page',
      'a field',
      'the shelf',
      'the tab',
      'a row',
      'a key',
      'a piece',
      'bytes',
      'a stored page',
    ])
      expect(held).toContain(`word of ${place}`);
    expect(held).toContain('word-of-a-cookie');
  } finally {
    await browser.close();
  }
});
