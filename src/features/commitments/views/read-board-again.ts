import { invalidate } from '$app/navigation';
import { boardChanges } from './board-changes.ts';

let readings: Promise<unknown> = Promise.resolve();

/** Reads the board again; done once the page shows it. Of two readings at once Kit ends the first with nothing shown. */
export async function readBoardAgain(): Promise<void> {
  readings = Promise.all([readings, invalidate(boardChanges)]);
  for (let last: typeof readings | undefined; last !== readings; ) {
    last = readings;
    await last;
  }
}
