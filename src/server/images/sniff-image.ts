/** What the first bytes of a file say it is, whatever its name or its sender claims. */
export interface SniffedImage {
  mediaType: 'image/png' | 'image/jpeg';
  /** In pixels, as the header declares them: known before anything is decoded. */
  width: number;
  height: number;
}

/** Recognises PNG and JPEG by their bytes; undefined for all else, among it SVG, GIF and files that only begin alike. */
export function sniffImage(bytes: Uint8Array): SniffedImage | undefined {
  return sniffPng(bytes) ?? sniffJpeg(bytes);
}

function sniffPng(bytes: Uint8Array): SniffedImage | undefined {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 33 || signature.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = viewOf(bytes);
  const header = [0x49, 0x48, 0x44, 0x52];
  if (header.some((byte, index) => bytes[12 + index] !== byte)) return undefined;
  return sized('image/png', { width: view.getUint32(16), height: view.getUint32(20) });
}

/** Walks the segments up to the frame header, which holds the size. */
function sniffJpeg(bytes: Uint8Array): SniffedImage | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return undefined;
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker))
      return sized('image/jpeg', { width: view.getUint16(at + 7), height: view.getUint16(at + 5) });
    const length = view.getUint16(at + 2);
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}

/** Start of frame, C0 to CF, without the three that are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function sized(
  mediaType: SniffedImage['mediaType'],
  size: { width: number; height: number },
): SniffedImage | undefined {
  return size.width > 0 && size.height > 0 ? { mediaType, ...size } : undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
