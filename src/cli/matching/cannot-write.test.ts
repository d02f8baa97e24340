import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cannotWrite } from './cannot-write.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-write-'));

test('a file that is new, or may be written over, is nothing to complain of', () => {
  expect(cannotWrite(join(folder, 'out.json'))).toBeUndefined();
  writeFileSync(join(folder, 'there.json'), '');
  expect(cannotWrite(join(folder, 'there.json'))).toBeUndefined();
});

test('a folder in the place of a file, or none to hold it, is said before any work is done', () => {
  expect(cannotWrite(folder)).toBe(`${folder} cannot be written: it is a folder.`);
  const lost = join(folder, 'nowhere', 'out.json');
  expect(cannotWrite(lost)).toBe(`${lost} cannot be written: there is no folder ${join(folder, 'nowhere')}.`);
});
