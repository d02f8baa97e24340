import type { StepKind } from '#core/playbook/playbook.ts';
import { m } from '#messages';

/** Whether a prompt only says again what the fields of the step's tool ask, so that it need not stand there twice. */
export function isAskedByTool(kind: StepKind, prompt: string): boolean {
  const said = plain(prompt);
  if (kind === 'check-in')
    return [m.tool_checkin_attempted(), m.tool_checkin_harder()].some((label) =>
      said.startsWith(plain(label)),
    );
  if (kind === 'commit') {
    const gaps = { context: ' ', experiment: ' ', criterion: ' ' };
    return withoutFirst(said) === withoutFirst(plain(m.tool_card_sentence_whole(gaps)));
  }
  return false;
}

/** Words only, so that gaps and stops do not matter. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** "In ..." and "On ..." begin the same card. */
function withoutFirst(text: string): string {
  return text.replace(/^\S+ /, '');
}
