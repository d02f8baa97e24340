import { m } from '#messages';

/** Question and hint for each part of the feedback forms; keys as in `#core/feedback/forms.ts`. */
export const partWords: Record<string, { label: () => string; hint: () => string }> = {
  situation: { label: m.tool_part_situation, hint: m.tool_part_situation_hint },
  behaviour: { label: m.tool_part_behaviour, hint: m.tool_part_behaviour_hint },
  impact: { label: m.tool_part_impact, hint: m.tool_part_impact_hint },
  ask: { label: m.tool_part_ask, hint: m.tool_part_ask_hint },
  context: { label: m.tool_part_context, hint: m.tool_part_context_hint },
  observation: { label: m.tool_part_observation, hint: m.tool_part_observation_hint },
  next: { label: m.tool_part_next, hint: m.tool_part_next_hint },
  moment: { label: m.tool_part_moment, hint: m.tool_part_moment_hint },
  idea: { label: m.tool_part_idea, hint: m.tool_part_idea_hint },
  because: { label: m.tool_part_because, hint: m.tool_part_because_hint },
};
