import type { Identity } from '../world.ts';
import type { FunctionRow } from './functions.ts';

const outsiders: Identity[] = ['stranger', 'colleague', 'manager', 'owner', 'nobody'];

/** What tells an applicant from a colleague, and what colleagues find of each other's circles. */
export const applicantFunctions: Record<string, FunctionRow> = {
  acts_as_applicant: {
    call: () => 'SELECT acts_as_applicant()',
    by: [...outsiders, 'member'],
    gives: 'applicant',
  },
  asked_for_circle: {
    call: ({ closedCircle }) => `SELECT asked_for_circle('${closedCircle}')`,
    by: [...outsiders, 'applicant'],
  },
  list_open_circles: { call: () => 'SELECT * FROM list_open_circles()', by: [...outsiders, 'applicant'] },
};
