let coming: Promise<void> | undefined;

/**
 * The looks of the pages that one does not open first (`scripts/bundle/looks.ts`), asked for once; answers when they are there,
 * or when they did not come. The page's body names them where the page itself did without.
 */
export function laterLooks(): Promise<void> | undefined {
  const { looks } = document.body.dataset;
  if (!looks) return undefined;
  coming ??= new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = looks;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      coming = undefined;
      resolve();
    };
    document.head.append(link);
  });
  return coming;
}
