const [centre, radius] = [48, 41];
/** Between two arcs, in radians; the round ends of the strokes take some of it. */
const gap = 0.26;

/** Paths of so many equal arcs in a box of 96 by 96, clockwise from the top. */
export function arcs(count: number): string[] {
  const share = (2 * Math.PI) / count;
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * share + gap / 2, (index + 1) * share - gap / 2];
    const large = to - from > Math.PI ? 1 : 0;
    return `M${at(from)} A${radius} ${radius} 0 ${large} 1 ${at(to)}`;
  });
}

function at(angle: number): string {
  const x = centre + radius * Math.sin(angle);
  const y = centre - radius * Math.cos(angle);
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}
