import { stepNow } from './in-step.ts';
import { decided, type Live, type Rule } from './situation.ts';

/** A card of the playbook's deck; none comes twice while others are left. */
export const drawPrompt: Rule<'draw-prompt', Live> = {
  may: ({ context }) => (context.playbook.prompts.length > 0 ? undefined : { refusal: 'nothing-to-draw' }),
  decide(_, situation) {
    const { room, commandId, context } = situation;
    const prompt = draw({
      cards: context.playbook.prompts.length,
      drawn: room.drawnPrompts,
      seed: commandId,
    });
    return decided(situation, [{ type: 'prompt-drawn', prompt }]);
  },
};

/** A constraint that makes the drill harder. */
export const drawConstraint: Rule<'draw-constraint', Live> = {
  may: (situation) =>
    (stepNow(situation)?.constraints.length ?? 0) > 0 ? undefined : { refusal: 'nothing-to-draw' },
  decide(_, situation) {
    const cards = stepNow(situation)?.constraints.length ?? 0;
    const constraint = draw({
      cards,
      drawn: situation.room.drawnConstraints.filter((card) => card < cards),
      seed: situation.commandId,
    });
    return decided(situation, [{ type: 'constraint-drawn', constraint }]);
  },
};

/** The command's id, made at random by the client, is the chance: the machine itself has none. */
function draw({ cards, drawn, seed }: { cards: number; drawn: number[]; seed: string }): number {
  const sinceShuffle = drawn.slice(drawn.length - (drawn.length % cards));
  const left = Array.from({ length: cards }, (_, card) => card).filter(
    (card) => !sinceShuffle.includes(card),
  );
  const chance = [...seed].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 2_147_483_647, 7);
  return left[chance % left.length] ?? 0;
}
