/**
 * What a decision counted on was gone when it was written down: words that were taken, gone or somebody else's, a card that
 * came from the board at the same moment. Thrown, so that the whole transaction is undone; answered as a refusal.
 */
export class LateRefusal extends Error {
  readonly reason: 'id-taken' | 'no-such-words' | 'open-card';

  constructor(reason: LateRefusal['reason']) {
    super(reason);
    this.reason = reason;
  }
}
