import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runRondo } from '../support/rondo.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rondo-texts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every playbook that is shipped is fine, and a broken one is named with its line', async () => {
  const shipped = readdirSync(join(root, 'library')).map((name) => `library/${name}`);
  const fine = await runRondo(['playbook', 'check', ...shipped]);
  expect(fine).toMatchObject({ code: 0, complained: '' });
  expect(fine.said.trim().split('\n')).toHaveLength(shipped.length);

  const broken = join(folder, 'broken.md');
  writeFileSync(broken, readFileSync(join(root, 'library/live-drill.md'), 'utf8').replace(/drill/g, 'dril'));
  const { code, complained } = await runRondo(['playbook', 'check', broken, join(folder, 'none.md')]);
  expect(code).toBe(1);
  expect(complained).toMatch(/broken\.md: line \d+/);
  expect(complained).toContain('none.md cannot be read: there is no such file');
});

test('every ladder that is shipped is fine, and of a broken one it says where, what it found and what is allowed', async () => {
  const shipped = readdirSync(join(root, 'ladders')).map((name) => `ladders/${name}`);
  const fine = await runRondo(['ladder', 'check', ...shipped]);
  expect(fine).toMatchObject({ code: 0, complained: '' });
  const lines = fine.said.trim().split('\n');
  expect(lines).toHaveLength(shipped.length);
  for (const line of lines) expect(line).toMatch(/^ladders\/[a-z-]+\.md: fine \(\d+ exercises\)$/);

  const text = readFileSync(join(root, 'ladders/listening.md'), 'utf8');
  const [long, strange] = [join(folder, 'long.md'), join(folder, 'strange.md')];
  writeFileSync(long, text.replace('**Minutes**: 1\n', '**Minutes**: 40\n'));
  writeFileSync(strange, text.replace('skill: listening', 'skill: listning'));
  const { code, said, complained } = await runRondo(['ladder', 'check', long, strange, shipped[0] ?? '']);
  expect(code).toBe(1);
  // One that is wrong keeps nobody from hearing of the others.
  expect(said).toContain(`${shipped[0]}: fine`);
  const [first, second, more] = complained.trim().split('\n');
  expect(first).toMatch(/long\.md: line 11: .* \| Found: 40 .*\| Allowed: 1 to 15/);
  expect(second).toMatch(
    /strange\.md: line 2: There is no skill of this name\. \| Found: listning \| Did you mean: listening \| Allowed: .*saying-no/,
  );
  expect(more).toBeUndefined();
});

test('a playbook is printed in a form that is the same when it is printed again', async () => {
  const once = await runRondo(['playbook', 'print', 'library/live-drill.md']);
  expect(once.code).toBe(0);
  const again = join(folder, 'again.md');
  writeFileSync(again, once.said);
  expect((await runRondo(['playbook', 'print', again])).said).toBe(once.said);
});
