/** One line of a playbook's text; numbers count from 1, as editors do. */
export interface Line {
  number: number;
  text: string;
}

/** Cuts text into lines whatever system wrote it, without white space at their ends. */
export function linesOf(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((line, index) => ({ number: index + 1, text: line.trimEnd() }));
}

/** Whether there is nothing on the line. */
export function isBlank(line: Line): boolean {
  return line.text === '';
}
