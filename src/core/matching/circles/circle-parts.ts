import { bitCount } from './bit-count.ts';
import { type CircleTable, inRow } from './circle-table.ts';
import { weekWords } from './person.ts';
import type { PartName } from './round.ts';
import { sameWork } from './same-work.ts';

type Members = ArrayLike<number>;

/** A level this far above the wish helps fully; one just below it not at all. */
const fullHelp = 3;
/** Half-hours in common, all with good energy, beyond which more adds nothing: five hours a week. */
const plentyOfHours = 10;
/** Who met in the latest round is not fresh at all; each round since adds so much. */
const freshnessPerRound = 0.25;

/**
 * Stretch: of each member's wishes the mean of how well the best other member can help, (offered - wished + 1) / 3
 * within 0 and 1; the mean over members. Who wishes for nothing counts as helped.
 */
function stretch(table: CircleTable, members: Members): number {
  const { wantStart, wantSkill, wantLevel, offers, skillCount } = table;
  let sum = 0;
  for (let a = 0; a < members.length; a++) {
    const person = members[a] as number;
    const [start, end] = [wantStart[person] as number, wantStart[person + 1] as number];
    let met = 0;
    for (let want = start; want < end; want++) {
      const skill = wantSkill[want] as number;
      let best = 0;
      for (let b = 0; b < members.length; b++) {
        const level = offers[(members[b] as number) * skillCount + skill] as number;
        if (level > best && a !== b) best = level;
      }
      if (best > 0) met += Math.min(1, Math.max(0, (best - (wantLevel[want] as number) + 1) / fullHelp));
    }
    sum += end === start ? 1 : met / (end - start);
  }
  return sum / members.length;
}

/**
 * Ground: half for a member of the same department or with a moment at work in common, half for one of about the same
 * seniority (no more than one apart); the mean over members.
 */
function ground(table: CircleTable, members: Members): number {
  const { seniority } = table;
  let sum = 0;
  for (let a = 0; a < members.length; a++) {
    const person = members[a] as number;
    const level = seniority[person] as number;
    let [work, alike] = [0, 0];
    for (let b = 0; b < members.length; b++) {
      if (a === b) continue;
      if (work === 0 && sameWork(table, person, members[b] as number)) work = 0.5;
      const other = seniority[members[b] as number] as number;
      if (level >= 0 && other >= 0 && Math.abs(other - level) <= 1) alike = 0.5;
    }
    sum += work + alike;
  }
  return sum / members.length;
}

/** Diversity: half for the share of pairs from different departments, half for the mean share of skills not in common. */
function diversity(table: CircleTable, members: Members): number {
  const { department, offered, offeredCount, skillWords } = table;
  let sum = 0;
  for (let a = 0; a < members.length; a++) {
    const first = members[a] as number;
    for (let b = a + 1; b < members.length; b++) {
      const second = members[b] as number;
      if (department[first] !== department[second]) sum += 0.5;
      let both = 0;
      for (let word = 0; word < skillWords; word++)
        both += bitCount(
          (offered[first * skillWords + word] as number) & (offered[second * skillWords + word] as number),
        );
      const either = (offeredCount[first] as number) + (offeredCount[second] as number) - both;
      if (either > 0) sum += 0.5 * (1 - both / either);
    }
  }
  return (2 * sum) / (members.length * (members.length - 1));
}

/** Hours: common half-hours, each between a half and whole by the share of members with good energy; ten are plenty. */
function hours({ hours: possible, prime }: CircleTable, members: Members): number {
  let [shared, good] = [0, 0];
  for (let word = 0; word < weekWords; word++) {
    let common = -1;
    for (let a = 0; a < members.length; a++)
      common &= possible[(members[a] as number) * weekWords + word] as number;
    if (common === 0) continue;
    shared += bitCount(common);
    for (let a = 0; a < members.length; a++)
      good += bitCount(common & (prime[(members[a] as number) * weekWords + word] as number));
  }
  return Math.min(1, (0.5 * shared + (0.5 * good) / members.length) / plentyOfHours);
}

/** Freshness: of each pair 1 if they never met, else a quarter for each round in between; the mean over pairs. */
function freshness({ met }: CircleTable, members: Members): number {
  let sum = 0;
  for (let a = 0; a < members.length; a++)
    for (let b = a + 1; b < members.length; b++) {
      const ago = inRow(met, members[a] as number, members[b] as number);
      sum += ago === 0 ? 1 : Math.min(1, (ago - 1) * freshnessPerRound);
    }
  return (2 * sum) / (members.length * (members.length - 1));
}

/** Likes: the share of members who like somebody in the circle. */
function likes({ likes: liked }: CircleTable, members: Members): number {
  let sum = 0;
  for (let a = 0; a < members.length; a++)
    for (let b = 0; b < members.length; b++)
      if (inRow(liked, members[a] as number, members[b] as number)) {
        sum++;
        break;
      }
  return sum / members.length;
}

/** The parts of a circle's score by name; members are places in the table, at least two. Each gives 0 to 1. */
export const circleParts: Readonly<Record<PartName, (table: CircleTable, members: Members) => number>> = {
  stretch,
  ground,
  diversity,
  hours,
  freshness,
  likes,
};
