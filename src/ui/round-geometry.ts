/** Everything is in units of the drawing: 360 across for a large round, 88 for a small one. */
export interface RoundMeasure {
  width: number;
  height: number;
  centre: { x: number; y: number };
  /** The ring that is the clock. */
  ring: number;
  stroke: number;
  seat: number;
}

export interface Place {
  x: number;
  y: number;
}

const drawn = {
  large: { width: 360, ring: 129, stroke: 9, seat: 45, air: 8, margin: 4 },
  small: { width: 88, ring: 33, stroke: 3.5, seat: 7.5, air: 3, margin: 2 },
} as const;

/** Two sit face to face, so that the clock's start at the top stays in sight; otherwise the first sits on top. */
function angleOf({ index, seats }: { index: number; seats: number }): number {
  const start = seats === 2 ? Math.PI : -Math.PI / 2;
  return start + (index * 2 * Math.PI) / seats;
}

/** The measures of a round for so many seats; seats shrink before they would touch. */
export function measureRound({ seats, size }: { seats: number; size: 'large' | 'small' }): RoundMeasure {
  const { width, ring, stroke, seat, air, margin } = drawn[size];
  const halfChord = seats > 1 ? ring * Math.sin(Math.PI / seats) : ring;
  const radius = Math.min(seat, halfChord - air / 2);
  const rim = ring + stroke / 2 + margin;
  // Large drawings give back the height that no seat needs: above and below a pair, below an odd number.
  const above = size === 'large' && seats === 2 ? rim : width / 2;
  const lowest = Math.max(
    0,
    ...Array.from({ length: seats }, (_, index) => Math.sin(angleOf({ index, seats }))),
  );
  const below = size === 'large' ? Math.max(rim, ring * lowest + radius + margin) : width / 2;
  return {
    width,
    height: tidy(above + below),
    centre: { x: width / 2, y: above },
    ring,
    stroke,
    seat: radius,
  };
}

/** Where each seat stands on the ring, in reading order, clockwise. */
export function placeSeats({ seats, size }: { seats: number; size: 'large' | 'small' }): Place[] {
  const { centre, ring } = measureRound({ seats, size });
  return Array.from({ length: seats }, (_, index) => {
    const angle = angleOf({ index, seats });
    return { x: tidy(centre.x + ring * Math.cos(angle)), y: tidy(centre.y + ring * Math.sin(angle)) };
  });
}

/** The part of the clock that is left, kept within 0 and 1; what is not a number counts as nothing left. */
export function keepFraction(left: number): number {
  return Number.isFinite(left) ? Math.min(1, Math.max(0, left)) : 0;
}

function tidy(value: number): number {
  return Math.round(value * 10) / 10;
}
