import type { Candidates } from './candidates.ts';
import type { SeatedWeights } from './seated-weights.ts';

/** A first arrangement: the heaviest free pair begins a group, then whoever adds most joins it. */
export function greedySeats(given: SeatedWeights, { each, list }: Candidates): Int32Array {
  const { count, people, weights, seats } = given;
  const pairs = new Float64Array(people * each);
  const order = Int32Array.from({ length: people * each }, (_, at) => at);
  for (let at = 0; at < pairs.length; at++)
    pairs[at] = weights[Math.floor(at / each) * count + (list[at] as number)] as number;
  order.sort((a, b) => (pairs[b] as number) - (pairs[a] as number) || a - b);
  const placed = new Uint8Array(count);
  const occupant = new Int32Array(count);
  const waiting = Array.from({ length: people }, (_, each) => each);
  // The last groups get an empty seat each.
  const whole = given.groups - (count - people);
  let next = 0;
  let empty = people;
  const place = (someone: number) => {
    placed[someone] = 1;
    occupant[next++] = someone;
  };
  const fill = () => {
    const first = next - 1 - ((next - 1) % seats);
    const wanted = first + (first / seats < whole ? seats : seats - 1);
    while (next < wanted) place(bestToJoin(given, occupant.subarray(first, next), waiting, placed));
    if (next < first + seats) place(empty++);
  };
  for (const at of order) {
    const [a, b] = [Math.floor(at / each), list[at] as number];
    if (placed[a] || placed[b]) continue;
    place(a);
    if (seats > 1) place(b);
    fill();
  }
  for (let someone = 0; someone < people; someone++) {
    if (placed[someone]) continue;
    place(someone);
    fill();
  }
  return occupant;
}

function bestToJoin(
  { count, weights }: SeatedWeights,
  group: Int32Array,
  waiting: number[],
  placed: Uint8Array,
): number {
  let [best, most] = [-1, Number.NEGATIVE_INFINITY];
  let kept = 0;
  for (const someone of waiting) {
    if (placed[someone]) continue;
    waiting[kept++] = someone;
    let sum = 0;
    for (const member of group) sum += weights[member * count + someone] as number;
    if (sum > most) [best, most] = [someone, sum];
  }
  waiting.length = kept;
  return best;
}
