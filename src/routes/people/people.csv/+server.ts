import { owning } from '#features/profiles/access.ts';
import { takePeopleOut } from '#features/profiles/use-cases/move-people.ts';
import { rondo } from '#server/app.ts';
import type { RequestHandler } from './$types';

/** Everybody of the organisation as CSV, for its owner. */
export const GET: RequestHandler = async (event) => {
  const person = owning(event);
  const text = await rondo().database.asPerson(person, (tx) => takePeopleOut(tx, 'csv'));
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="people.csv"',
      'cache-control': 'no-store',
    },
  });
};
