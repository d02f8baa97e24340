import { error } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { gatherArchive } from '#features/people/use-cases/gather-archive.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import type { RequestHandler } from './$types';

/** Everything about whoever asks, as one file. */
export const GET: RequestHandler = async (event) => {
  const archive = await gatherArchive(rondo(), signedIn(event));
  if (!archive.ok) error(429, m.archive_too_many({ minutes: archive.minutes }));
  return new Response(archive.zip, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="everything-about-me.zip"',
      'cache-control': 'no-store',
    },
  });
};
