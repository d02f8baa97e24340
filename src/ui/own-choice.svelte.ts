/** What stands chosen in a group of answers, and choosing one more or one less. */
export interface OwnChoice {
  readonly chosen: readonly string[];
  /** `one`: its answers exclude each other. Returns what is chosen then. */
  choose(value: string, on: boolean, one: boolean): string[];
}

/**
 * What somebody chose stands until another choice is given: a page that looks again for news gives the same one, as a new
 * list, and must not take back what was ticked meanwhile. To be called while a component is made.
 */
export function ownChoice(given: () => readonly string[]): OwnChoice {
  const said = $derived(given().join('\n'));
  let own: { over: string; chosen: string[] } | undefined = $state.raw();
  const chosen = $derived(own?.over === said ? own.chosen : given());
  $effect(() => {
    if (own && own.over !== said) own = undefined;
  });
  return {
    get chosen() {
      return chosen;
    },
    choose(value, on, one) {
      const others = one ? [] : chosen.filter((each) => each !== value);
      own = { over: said, chosen: on ? [...others, value] : others };
      return [...own.chosen];
    },
  };
}
