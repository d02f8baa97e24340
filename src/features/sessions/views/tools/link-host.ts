/** Where a link leads, as its host reads in an address bar; undefined for anything but the web. */
export function linkHost(link: string): string | undefined {
  try {
    const url = new URL(link);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.host : undefined;
  } catch {
    return undefined;
  }
}
