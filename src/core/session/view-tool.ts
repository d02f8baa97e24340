import type { FeedbackForm } from '../playbook/playbook.ts';
import type { PersonId } from './event.ts';

/** Data of the side tool, by the kind of the running step. `id` is the words row, for rewrite and remove. */
export type Tool =
  | CheckInTool
  | { kind: 'strengths'; strengths: (Line & { subject?: PersonId })[] }
  | { kind: 'intentions'; intentions: Line[]; mine?: Line }
  | { kind: 'consent'; hardMoments: string[] }
  /** The objective itself is in `RoomView.objective`. */
  | { kind: 'objective'; mine: boolean }
  | { kind: 'round' | 'free'; notes: Notes }
  | { kind: 'demonstrate' | 'drill'; sheet?: SheetView; notes: Notes }
  | DebriefTool
  | SuggestTool
  | DraftTool
  | RatingTool
  | {
      kind: 'scale';
      scale: ScaleView;
      scales: { id: string; author: PersonId; value: number; text: string }[];
    }
  | CommitTool
  | {
      kind: 'reflect';
      mine?: ReflectionLine;
      reflections: ReflectionLine[];
      card: 'none' | 'open' | 'committed-today';
    }
  | { kind: 'gratitude'; thanks: (Line & { subject: PersonId })[] };

export interface Line {
  id: string;
  author: PersonId;
  text: string;
}

export interface ReflectionLine {
  id: string;
  author: PersonId;
  insight: string;
  habit: string;
  obstacle: string;
}

export interface ScaleView {
  low: number;
  lowLabel: string;
  high: number;
  highLabel: string;
}

/** Phrases that worked and shifts of feeling; in a drill only my own until the seal opens. */
export interface Notes {
  phrases: Line[];
  emotions: { id: string; author: PersonId; from: string; to: string }[];
}

export interface CardLine {
  id: string;
  owner: PersonId;
  experiment: string;
  /** Where it is tried; may be empty, as the criterion may. */
  context: string;
  criterion: string;
}

export interface CheckInTool {
  kind: 'check-in';
  /** My card from last time that is still open. */
  myCard?: CardLine;
  /** The others' open cards. */
  cards: CardLine[];
  mine?: { id: string; attempted: string; harder: string };
  answers: { id: string; author: PersonId; attempted: string; harder: string }[];
}

/** My own observations of this pass, sealed; absent for the focus owner, who practises. */
export interface SheetView {
  behaviours: { behaviour: number; text: string; count: number }[];
  /** Newest last; the last is what "undo" removes. `offset` in milliseconds into the step, 0 for what was written from memory. */
  mine: { id: string; behaviour?: number; quote: string; offset: number }[];
  /** Only where the focus owner asked. */
  anchors?: { behaviour: number; id?: string; level?: 1 | 2 | 3 | 4 }[];
}

export interface EvidenceGroup {
  observer: PersonId;
  about?: PersonId;
  items: { id: string; behaviour?: string; quote: string; offset: number }[];
}

export interface DebriefTool {
  kind: 'debrief';
  /** Released evidence of the drill just left, and of the earlier passes of the same round. */
  evidence: EvidenceGroup[];
  /** Levels that I marked or that were marked for me; nobody else reads them. */
  anchors: {
    id: string;
    author: PersonId;
    about?: PersonId;
    behaviour: string;
    level: 1 | 2 | 3 | 4;
  }[];
  notes: Notes;
  /** Behaviours of the drill just left, for evidence that is written down afterwards (pairs do). */
  behaviours: string[];
  /** The playbook's debrief questions. */
  questions: string[];
}

export interface SuggestionLine {
  id: string;
  author: PersonId;
  subject: PersonId;
  text: string;
  reworded?: string;
  picked: boolean;
}

export interface SuggestTool {
  kind: 'suggest';
  /** How many each giver makes, and how many I have left. */
  number: number;
  left: number;
  mine: SuggestionLine[];
  toMe: SuggestionLine[];
}

export interface FeedbackLine {
  id: string;
  author: PersonId;
  /** Absent: for somebody outside the circle; it cannot be given here and stays mine. */
  subject?: PersonId;
  form: FeedbackForm;
  parts: Record<string, string>;
  given: boolean;
}

export interface DraftTool {
  kind: 'draft';
  form: FeedbackForm;
  /** Names of the parts in order, as keys of `parts`. */
  parts: { part: string; required: boolean }[];
  mine: FeedbackLine[];
  toMe: FeedbackLine[];
}

export interface RatingTool {
  kind: 'rating';
  scale: ScaleView;
  mine: { id: string; subject: PersonId; value: number }[];
  toMe: { id: string; author: PersonId; value: number }[];
}

export interface CommitTool {
  kind: 'commit';
  /** My open card; a new one waits until it has an outcome or is carried over. */
  myCard?: CardLine;
  committedToday: boolean;
  /** Typed for me; only I commit it. */
  typedForMe: CardDraft[];
  typedByMe: CardDraft[];
  /** Committed in this session so far. Who has none is not told apart from who passed. */
  cards: CardLine[];
}

export interface CardDraft {
  id: string;
  author: PersonId;
  subject: PersonId;
  experiment: string;
  behaviour: string;
  context: string;
  criterion: string;
  dueOn: string;
  assumption?: string | undefined;
  evidence?: string | undefined;
}
