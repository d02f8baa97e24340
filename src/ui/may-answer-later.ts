/**
 * Whether a request that was answered with this status may be answered otherwise a little later: the server cannot serve, or was
 * asked too often. Any other refusal is for good, whatever its body says, and asking again would never end.
 */
export function mayAnswerLater(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}
