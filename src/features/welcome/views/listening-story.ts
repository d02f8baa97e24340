import type { ToldStory } from '#core/listening/notice-listening.ts';
import { m } from '#messages';

/** The story of the exercise, paragraph by paragraph, with the words that are the teller's own. */
export function listeningStory(): ToldStory & { paragraphs: string[] } {
  const paragraphs = [m.welcome_listening_story_1(), m.welcome_listening_story_2()];
  return {
    paragraphs,
    text: paragraphs.join('\n\n'),
    tellersWords: m.welcome_listening_tellers_words().split('|'),
  };
}
