/** What an uploaded image may be at most; a number of pixels decides how much memory it takes, whatever its bytes. */
export const imageLimits = {
  bytes: 10 * 1024 * 1024,
  pixels: 40_000_000,
  /** Longest edge of what is kept: enough for a slide on a wide screen. */
  edge: 2400,
  /** Time for decoding and drawing anew. */
  milliseconds: 15_000,
};
