import type { Identity, World } from '../world.ts';

/** Who finds rows in a table, who can write to a column of some, who can remove or add some. Everybody else: none at all. */
export interface TableRow {
  reads?: Identity[];
  /** The column that is tried. */
  change?: string;
  changes?: Identity[];
  removes?: Identity[];
  /** Who can add a row like one that is there, in their own name. */
  adds?: Identity[];
  /** The column that says in whose name a row is. Nobody adds one in another's, or gives theirs to another. */
  by?: string;
  /** Which row is copied for the attempt, where not any does. */
  like?: (world: World) => string;
  /** What has to differ in the copy: columns and SQL. */
  but?: Record<string, string>;
}
