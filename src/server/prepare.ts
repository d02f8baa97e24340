import type { CompiledQuery, RawBuilder } from 'kysely';
import { clientOf, type Tx } from './database.ts';

/** A query that is built and not asked yet. */
type Built<Row> = { compile(): CompiledQuery<Row> } | RawBuilder<Row>;

/** Stands where a value will stand; which one, by its name. */
class Blank {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A statement of a page that is asked for often: built once, known to each connection by its name, and asked with other
 * values each time. Building and planning a query costs more than answering it.
 *
 *     const cardsOf = prepare('cards-of', (db, { circle }: { circle: string }) =>
 *       db.selectFrom('commitment').select('id').where('circle_id', '=', circle));
 *     const rows = await cardsOf(tx, { circle });
 *
 * `build` is called once, with blanks for the values: it must hand them to the query as they are, and decide nothing by
 * them. A list goes in as `any(${ids})`, because the text must not change with its length.
 *
 * @param name unlike that of any other statement; the driver refuses a second text under it
 */
export function prepare<Asked extends object, Row>(
  name: string,
  build: (db: Tx, asked: Asked) => Built<Row>,
): (tx: Tx, asked: Asked) => Promise<Row[]> {
  let known: CompiledQuery<Row> | undefined;
  return async (tx, asked) => {
    known ??= build(tx, blanks<Asked>()).compile(tx);
    const { rows } = await clientOf(tx).query<Row & object>({
      name,
      text: known.sql,
      values: known.parameters.map((each) =>
        each instanceof Blank ? (asked as Record<string, unknown>)[each.name] : each,
      ),
    });
    return rows;
  };
}

function blanks<Asked extends object>(): Asked {
  return new Proxy({}, { get: (_, name) => new Blank(String(name)) }) as Asked;
}
