import { describe, expect, test } from 'vitest';
import { listShippedPlaybooks } from '../use-cases/find-shipped-playbook.ts';
import { goBack, goOn, me, startAlone } from './stand-ins.ts';

const all = listShippedPlaybooks().flatMap(({ slug, playbook }) =>
  [2, 3, 4, 5]
    .filter((people) => people >= playbook.people.min && people <= playbook.people.max)
    .map((people) => ({ slug, playbook, people })),
);

function start({ slug, playbook, people }: (typeof all)[number]) {
  return startAlone({
    playbook,
    slug,
    people,
    myName: 'Wren',
    circleName: 'A circle of stand-ins',
    now: 1_000_000,
  });
}

describe('walking through alone', () => {
  test.each(all)('$slug with $people people comes to its end by one button', (each) => {
    const session = start(each);
    const seen = new Set<string>();
    for (let press = 0; press < 200 && session.view(me).session.status === 'running'; press++) {
      seen.add(session.view(me).now?.name ?? '');
      goOn(session);
    }
    expect(session.view(me).session.status).toBe('closed');
    expect([...seen]).toEqual(each.playbook.steps.map((step) => step.name));
  });

  test('one may go back a step', () => {
    const session = start(all[0] as (typeof all)[number]);
    const first = session.view(me).now?.name;
    while (session.view(me).now?.name === first) goOn(session);
    goBack(session);
    expect(session.view(me).now?.name).toBe(first);
  });
});
