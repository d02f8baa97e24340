import qrcode from 'qrcode-generator';

/** A QR code as one SVG path of unit squares, in a square of `size` units with the quiet zone that cameras need. */
export interface DrawnLink {
  size: number;
  path: string;
}

/** Draws a link for a phone's camera. Made on the server, so that the browser needs no program for it. */
export function drawLink(link: string): DrawnLink {
  const code = qrcode(0, 'M');
  code.addData(link);
  code.make();
  const modules = code.getModuleCount();
  const quiet = 4;
  let path = '';
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      if (code.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
    }
  }
  return { size: modules + 2 * quiet, path };
}
