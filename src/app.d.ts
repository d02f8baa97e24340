import type { IncomingMessage } from 'node:http';
import type { SignedIn } from '#features/people/access.ts';

declare global {
  namespace App {
    interface Locals {
      /** Who is signed in, if anybody. */
      person?: SignedIn;
      /** This browser holds a sign-in that was ended; one that ran out is no longer held. */
      endedSignIn?: boolean;
      /** The operator's cookie, already proved: its hash opens the outbox. */
      operator?: { visitHash: Buffer };
      /** The database or the disk could not serve this request; the same request may work again. */
      away?: boolean;
      /** What was posted is no form; nothing was changed. */
      unreadable?: boolean;
      /** The page that answers, as text; the framework's own answer is empty then. */
      page?: string;
      /** Scripts that this answer needs besides those of its page: the page names them, so that they come with the rest. */
      scripts?: string[];
    }
    interface Platform {
      /** The request as the built program's server took it. */
      req: IncomingMessage;
    }
    interface Error {
      /** What a person can quote to whoever looks after the machine; leads to the line in the log. */
      reference?: string;
    }
  }
}
