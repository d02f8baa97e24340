/** Which columns of a table hold people's words, and under whose key. A new table of words gets a line here. */
export interface SealedTable {
  /** Columns that name a row beside its organisation and owner; they never change. */
  row: readonly string[];
  /** Column of the author, whose key it is; it never changes. */
  owner: string;
  /** Columns of type text. */
  texts?: readonly string[];
  /** Columns of type jsonb that are sealed as a whole and kept as one JSON string. */
  json?: readonly string[];
  /** Columns of type jsonb that stay objects, because the database looks at some of their properties. */
  objects?: Readonly<Record<string, SealedObject>>;
}

export interface SealedObject {
  /** Properties that stay as they are: no words. All others are kept together, sealed, as `sealed`. */
  outside: readonly string[];
  /** Texts that somebody else adds, under their own key: the column that says who, so that nobody opens the author's seal. */
  answers?: Readonly<Record<string, string>>;
}

export const sealedTables = {
  commitment: {
    row: ['id'],
    owner: 'owner_id',
    texts: ['experiment', 'behaviour', 'context', 'criterion', 'outcome_note', 'assumption', 'evidence'],
  },
  finding_version: {
    row: ['id'],
    owner: 'written_by',
    texts: ['title', 'obstacle', 'change', 'to_name', 'to_email'],
  },
  finding_answer: { row: ['finding_id'], owner: 'written_by', texts: ['text'] },
  card_step: { row: ['id'], owner: 'owner_id', texts: ['words'] },
  goal: { row: ['id'], owner: 'person_id', texts: ['text', 'reason', 'learned'] },
  improvement: { row: ['circle_id'], owner: 'person_id', texts: ['practises', 'measure'] },
  join_request: { row: ['id'], owner: 'person_id', texts: ['sentence'] },
  mail: { row: ['id'], owner: 'written_by', texts: ['text_body'] },
  milestone: { row: ['goal_id', 'id'], owner: 'person_id', texts: ['text'] },
  journal_entry: { row: ['id'], owner: 'person_id', json: ['body'] },
  recording: { row: ['id'], owner: 'owner_id', texts: ['title', 'words'], json: ['peaks'] },
  sighting: { row: ['id'], owner: 'author_id', texts: ['text'] },
  story: { row: ['id'], owner: 'person_id', texts: ['title', 'text'] },
  pact_report: { row: ['id'], owner: 'person_id', texts: ['text'] },
  pact_version: { row: ['id'], owner: 'written_by', json: ['words'] },
  session_draft: { row: ['session_id', 'field'], owner: 'author_id', json: ['body'] },
  session_words: {
    row: ['id'],
    owner: 'author_id',
    objects: { body: { outside: ['kind', 'fileId', 'picked'], answers: { reworded: 'subject_id' } } },
  },
  stakeholder_question: { row: ['id'], owner: 'person_id', texts: ['to_name', 'question', 'answer'] },
  visit: { row: ['id'], owner: 'guest_id', texts: ['sentence'] },
  work_metric: { row: ['id'], owner: 'person_id', texts: ['name', 'unit'] },
} as const satisfies Record<string, SealedTable>;

export type SealedName = keyof typeof sealedTables;
