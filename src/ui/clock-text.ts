/**
 * Seconds as a clock that people read across a table: "3:42", "0:09", "1:02:00". A second that has begun
 * counts, so that the clock shows 0:00 only when nothing is left. Negative counts as nothing.
 */
export function clockText(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : 0;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
