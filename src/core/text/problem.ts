import { nearest } from './nearest.ts';

/** What is wrong in a playbook's text, where, and how to put it right. Lines count from 1. */
export interface Problem {
  line: number;
  /** A sentence for the person who wrote the text. */
  message: string;
  found?: string;
  allowed?: string[];
  suggestion?: string;
}

/** The problem on one line, as the command line and failing tests show it. */
export function describeProblem({ line, message, found, allowed, suggestion }: Problem): string {
  const parts = [`line ${line}: ${message}`];
  if (found !== undefined) parts.push(`Found: ${found}`);
  if (suggestion !== undefined) parts.push(`Did you mean: ${suggestion}`);
  if (allowed !== undefined) parts.push(`Allowed: ${allowed.join(', ')}`);
  return parts.join(' | ');
}

/** Collects problems while the parts of a text are read, so that one reading reports them all. */
export interface ProblemList {
  add(problem: Problem): void;
  /** In the order of the text. */
  sorted(): Problem[];
}

/** An empty list. It stops at a hundred problems: nobody reads more, and a hostile text could make thousands. */
export function collectProblems(): ProblemList {
  const problems: Problem[] = [];
  return {
    add(problem) {
      if (problems.length < most) problems.push(completed(problem));
      else if (problems.length === most) problems.push({ line: problem.line, message: moreProblems });
    },
    sorted: () => problems.toSorted((one, other) => one.line - other.line),
  };
}

const most = 100;
const moreProblems = `There are more problems than these ${most}. Mend these first, then check again.`;

function completed(problem: Problem): Problem {
  const { found, allowed } = problem;
  if (found === undefined) return problem;
  const suggestion = problem.suggestion ?? (allowed && nearest(found, allowed));
  const short = found.length > 80 ? `${found.slice(0, 79)}…` : found;
  return { ...problem, found: short, ...(suggestion === undefined ? {} : { suggestion }) };
}
