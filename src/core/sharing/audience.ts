/** How far something goes, narrowest first: nobody else, one partner, one circle, counted among many, told to everyone. */
export const audiences = ['me', 'partner', 'circle', 'aggregate', 'story'] as const;
export type Audience = (typeof audiences)[number];

/**
 * What has a dial. A `signal` is how often somebody practised, week by week; `practice` that they did at all; a `story` is a
 * text written to be published.
 */
export const itemKinds = [
  'journal_entry',
  'observation',
  'recording',
  'card',
  'signal',
  'practice',
  'story',
] as const;
export type ItemKind = (typeof itemKinds)[number];

/**
 * How far each kind of item may go, narrowest first. Nothing that was said in private becomes a story by itself: a story is
 * a text of its own. What several people made together has no narrower place than where it was made.
 */
const allowed: Readonly<Record<ItemKind, readonly Audience[]>> = {
  journal_entry: ['me', 'partner', 'circle'],
  // Its author knows it in any case; whoever it is about lets the circle read it.
  observation: ['partner', 'circle'],
  recording: ['me', 'partner', 'circle'],
  // An experiment is held by the circle: that is what makes it one.
  card: ['circle'],
  // That somebody practised at all is counted under `practice`; how often is for people who were chosen.
  signal: ['me', 'partner', 'circle'],
  practice: ['me', 'aggregate'],
  story: ['me', 'story'],
};

/** Never empty, narrowest first. */
export function audiencesFor(kind: ItemKind): readonly Audience[] {
  return allowed[kind];
}

/** Where an item stands as long as nobody has turned its dial. */
export function narrowestFor(kind: ItemKind): Audience {
  return allowed[kind][0] ?? 'me';
}

export function mayGoTo(kind: ItemKind, audience: Audience): boolean {
  return allowed[kind].includes(audience);
}

/** Whether one goes further than the other. */
export function isWider({ audience, than }: { audience: Audience; than: Audience }): boolean {
  return audiences.indexOf(audience) > audiences.indexOf(than);
}

/** Whether the owner is told who has read it: where everybody who may read is known by name beforehand. */
export function tellsWhoRead(audience: Audience): boolean {
  return audience === 'partner' || audience === 'circle';
}
