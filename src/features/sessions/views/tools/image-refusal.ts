import { m } from '#messages';

/** Why an image was not taken, and what to do instead, by the reason of `attachImage`. */
export function imageRefusal(reason: string): { sentence: string; next: string } {
  const [sentence, next] = words[reason] ?? [m.tool_artefacts_no_other, m.tool_artefacts_no_other_next];
  return { sentence: sentence(), next: next() };
}

const words: Record<string, [() => string, () => string]> = {
  'nothing-chosen': [m.tool_artefacts_no_nothing_chosen, m.tool_artefacts_no_nothing_chosen_next],
  'too-large': [m.tool_artefacts_no_too_large, m.tool_artefacts_no_too_large_next],
  'not-an-image': [m.tool_artefacts_no_not_an_image, m.tool_artefacts_no_not_an_image_next],
  'too-many-pixels': [m.tool_artefacts_no_too_many_pixels, m.tool_artefacts_no_too_many_pixels_next],
  'took-too-long': [m.tool_artefacts_no_took_too_long, m.tool_artefacts_no_took_too_long_next],
  'too-many': [m.tool_artefacts_no_too_many, m.tool_artefacts_no_too_many_next],
  'enough-already': [m.tool_artefacts_no_enough, m.tool_artefacts_no_enough_next],
};
