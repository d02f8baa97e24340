/** Whether what stands in a form `now` is other than what was `sent`: on a slow network people go on typing meanwhile. */
export function typedSince(sent: FormData, now: FormData): boolean {
  return said(sent) !== said(now);
}

function said(form: FormData): string {
  return JSON.stringify(
    [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );
}
