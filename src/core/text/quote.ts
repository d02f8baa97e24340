/** Most sentences are plain YAML; quotation marks only where YAML would read something else. */
export function quoteIfNeeded(text: string): string {
  const plain = /^[\p{L}\p{N}(]/u.test(text) && !/: | #|:$/.test(text);
  return plain ? text : JSON.stringify(text);
}
