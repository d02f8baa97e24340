import { type Place, readPlace } from '#core/received/place.ts';
import { type ReceivedKind, receivedKinds } from '#core/received/received.ts';

/** What of the feed somebody asks for. */
export interface FeedAsked {
  kind?: ReceivedKind;
  behaviour: string;
  words: string;
  before?: Place;
}

/** Reads it from an address; whatever means nothing is left out. */
export function readFeedAsked(query: URLSearchParams): FeedAsked {
  const kind = receivedKinds.find((each) => each === query.get('kind'));
  const before = readPlace(query.get('before') ?? '');
  return {
    ...(kind && { kind }),
    behaviour: (query.get('behaviour') ?? '').slice(0, 200),
    words: (query.get('words') ?? '').slice(0, 200),
    ...(before && { before }),
  };
}
