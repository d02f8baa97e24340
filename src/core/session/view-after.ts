import type { PersonId } from './event.ts';
import type { Audience, WordsBody } from './words.ts';

/** What the session left to me, for the page after the close. Oldest first. */
export interface AfterView {
  /** About me: keep for me (`audience` is then `subject`), keep for the circle (`session`), or delete. */
  received: KeptWords[];
  /** Mine, to strike if I want to. */
  written: KeptWords[];
  /** What others wrote and I may read. */
  shared: KeptWords[];
}

export interface KeptWords {
  id: string;
  author: PersonId;
  subject?: PersonId;
  audience: Audience;
  /** Behaviour of an observation or anchor, in the playbook's words. */
  behaviour?: string;
  body: WordsBody;
  /** What I may do with it now. */
  can: ('keep' | 'remove')[];
}
