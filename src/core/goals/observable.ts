/**
 * Words of a milestone that nobody could see or hear: what happens inside somebody, or a comparison without a sign. Advice and
 * never a refusal, and English only: in another language nothing is noticed.
 */
const unseen = [
  /\b(?:feel|feels|feeling|felt)\b/i,
  /\b(?:understand|understands|know|knows|learn|learns|realise|realises|realize|realizes)\b/i,
  /\bbe(?:come|comes|coming|ing)?\s+(?:a\s+)?(?:more|less|better|good|great|confident|comfortable|calm|aware|clear|clearer)\b/i,
  /\b(?:improve|improves|improving|get better|gets better)\b/i,
  /\b(?:try|tries|trying) to\b/i,
  /\bmindset\b|\battitude\b/i,
];

/** The first word or two that nobody could see, as they stand in the text; undefined when there are none. */
export function unseenIn(text: string): string | undefined {
  const found = unseen.flatMap((pattern) => {
    const match = pattern.exec(text);
    return match ? [match] : [];
  });
  return found.sort((one, other) => one.index - other.index)[0]?.[0];
}
