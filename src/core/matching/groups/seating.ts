/** Who sits where: group g has the seats from g * seats; `seatOf` is the inverse. */
export interface Seating {
  seats: number;
  occupant: Int32Array;
  seatOf: Int32Array;
}

/** A seating from its occupants. */
export function seatingOf(occupant: Int32Array, seats: number): Seating {
  const seatOf = new Int32Array(occupant.length);
  for (let seat = 0; seat < occupant.length; seat++) seatOf[occupant[seat] as number] = seat;
  return { seats, occupant, seatOf };
}

/** The people of each group without empty seats, which are numbered from `people`; people in rising order. */
export function groupsOf({ occupant, seats }: Seating, people: number): number[][] {
  const groups: number[][] = [];
  for (let first = 0; first < occupant.length; first += seats)
    groups.push(
      [...occupant.subarray(first, first + seats)].filter((each) => each < people).sort((a, b) => a - b),
    );
  return groups.sort((a, b) => (a[0] as number) - (b[0] as number));
}
