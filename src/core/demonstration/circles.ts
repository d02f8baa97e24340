import { newOnTheLoom } from './new-on-the-loom.ts';
import { quietQuestions } from './quiet-questions.ts';
import type { ToldCircle } from './story.ts';
import { thursdayFive } from './thursday-five.ts';

/** One circle about to meet, one in the middle of its rhythm, one that waits for consent. */
export const toldCircles: readonly ToldCircle[] = [thursdayFive, quietQuestions, newOnTheLoom];
