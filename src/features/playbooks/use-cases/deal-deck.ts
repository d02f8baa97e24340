import type { Playbook } from '#core/playbook/playbook.ts';
import { type Rendered, renderSentence } from '#ui/sentence.server.ts';

/** One card. `constraint` makes a drill harder; `role` is who says the words. */
export interface DeckCard {
  kind: 'prompt' | 'constraint';
  text: Rendered;
  role?: string;
}

/**
 * The playbook's prompts, then the cards that make its drills harder. A playbook without a deck lends the words of its
 * steps, each sentence once.
 */
export function dealDeck(playbook: Playbook): DeckCard[] {
  const deck = playbook.prompts.map((text) => ({ text }));
  const spoken = playbook.steps.flatMap((step) => step.prompts);
  const prompts: { text: string; role?: string }[] = deck.length > 0 ? deck : spoken;
  const once = prompts.filter(
    (one, index) => prompts.findIndex((other) => other.text === one.text) === index,
  );
  return [
    ...once.map(({ text, role }): DeckCard => ({ kind: 'prompt', text: renderSentence(text), role })),
    ...playbook.steps
      .flatMap((step) => step.constraints)
      .map((text): DeckCard => ({ kind: 'constraint', text: renderSentence(text) })),
  ];
}
