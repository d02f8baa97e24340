import type { Meter } from '../allowance.ts';
import {
  type Column,
  FractionalGroups,
  type FractionalRequest,
  type FractionalStart,
} from './fractional-groups.ts';

/** Groups worth more than the duals of their members, as far as they are found at once; larger ones only where some are wanted. */
export type Pricing = (duals: Float64Array, wanted: Pick<FractionalRequest, 'alive' | 'larger'>) => Column[];

export interface GenerateRequest extends FractionalRequest {
  price: Pricing;
  /** How often groups are sought before it ends in any case. */
  rounds: number;
  meter: Meter;
}

/** Fractional groups, and the pace at which they were found; see FractionalGroups. */
export interface Generated {
  program: FractionalGroups;
  pace: number;
}

/** Passes between two searches for groups. */
const passes = 150;
/** What a step of a pass costs beside the trial of a swap. */
const stepCost = 0.1;

/**
 * Finds fractional groups over all sets of people, made as they are needed (column generation; Johnson, Mehrotra and
 * Nemhauser 1993, "Min-cut clustering"). Ends when next to nothing new is found.
 */
export function generateGroups(request: GenerateRequest, start: FractionalStart): Generated {
  const { alive, price, rounds, meter } = request;
  const program = new FractionalGroups(request, start);
  for (const column of price(program.duals, request)) program.add(column);
  const pace = paceOf(program.columns);
  for (let round = 0; round < rounds && meter.share() < 1; round++) {
    improve(program, { passes, pace, meter });
    let added = 0;
    for (const column of price(program.duals, request)) if (program.add(column)) added++;
    if (added < alive.length / 100) break;
  }
  improve(program, { passes, pace, meter });
  return { program, pace };
}

/** Improves a program, on the meter. */
export function improve(
  program: FractionalGroups,
  { passes, pace, meter }: { passes: number; pace: number; meter: Meter },
): void {
  program.improve(passes, pace);
  meter.spend(passes * program.columns.length * stepCost);
}

/** How far what groups give a person is apart: a good measure of how far duals have to go. */
function paceOf(columns: readonly Column[]): number {
  const each = columns.map(({ rows, worth }) => worth / rows.length);
  const mean = each.reduce((sum, share) => sum + share, 0) / Math.max(1, each.length);
  const apart = each.reduce((sum, share) => sum + Math.abs(share - mean), 0) / Math.max(1, each.length);
  return Math.max(apart, Math.abs(mean) / 1000, 1e-9);
}
