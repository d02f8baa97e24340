import type { Visitor } from './visitor.ts';

/** What each payload tries to do: sets a mark, and opens a dialog that the stage would hear. */
const act = `window.canary=1,alert('canary')`;

/** Texts that a browser would run if anything put them into a page as they are. Short enough for a name. */
export const hostile = {
  script: `<script>${act}</script>`,
  image: `<img src=x onerror="${act}">`,
  drawing: `"><svg onload=${act}>`,
  entities: `&lt;img src=x onerror=${act}&gt;`,
  markdown: `[press](javascript:${act}) ![x](x"onerror="${act}) <b onclick="${act}">b</b>`,
  link: `[press](javascript:${act}) &#106;avascript:${act}`,
  template: `{@html '<img src=x onerror=${act}>'} \${${act}}`,
};

/** Whether anything hostile has run in what this person has open. */
export async function canarySings({ page }: Visitor): Promise<boolean> {
  return page.evaluate(() => 'canary' in window);
}

/**
 * What the page holds that could run: handlers in attributes, links that are script, frames and scripts that are not
 * the program's own. One line each.
 */
export function whatCouldRun({ page }: Visitor): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const found = [...element.attributes].filter(
        ({ name, value }) => name.startsWith('on') || /^\s*(javascript|data:text)/i.test(value),
      );
      return found.map(({ name, value }) => `${element.localName} ${name}=${value}`);
    }),
  );
}
