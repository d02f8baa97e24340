import { streamChanges } from '#features/changes/live/stream-changes.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { streamHeaders } from '#server/event-stream.ts';
import { wholeNumber } from '#server/whole-number.ts';

/** Milliseconds; a page that is older than a day looks at everything again anyway. */
const age = wholeNumber(86_400_000);

/** Says to the viewer that something changed, never what, as Server-Sent Events; see docs/live-protocol.md. */
export function GET(event) {
  const { organisationId, personId, signInId } = signedIn(event);
  const said = age.safeParse(event.url.searchParams.get('age') ?? '0');
  const who = { organisationId, personId, signInId, age: said.data ?? 86_400_000 };
  return new Response(streamChanges(rondo().changes, who), { headers: streamHeaders });
}
