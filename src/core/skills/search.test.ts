import { expect, test } from 'vitest';
import type { SkillEntry } from './entry.ts';
import { momentsOf, readSkillSearch, searchSkills } from './search.ts';

const entry = (slug: string, more: Partial<SkillEntry>): SkillEntry => ({
  slug,
  title: slug,
  summary: '',
  family: 'soft',
  modules: [],
  moments: [],
  behaviours: [],
  ...more,
});
const entries = [
  entry('listening', { moments: ['Meeting', 'Customer call'], behaviours: ['Says back the point'] }),
  entry('review', { family: 'professional', modules: ['engineering'], moments: ['Review', 'Meeting'] }),
  entry('points', { title: 'Making a point', summary: 'Listening to figures' }),
];
const slugs = (address: Record<string, string>) =>
  searchSkills(entries, readSkillSearch(new URLSearchParams(address))).map(({ slug }) => slug);

test('a search for nothing shows everything as it stands', () => {
  expect(slugs({ words: '  ', family: '', moment: '' })).toEqual(['listening', 'review', 'points']);
});

test('words are found in title, summary and behaviours, the title first', () => {
  expect(slugs({ words: 'point' })).toEqual(['points', 'listening']);
  expect(slugs({ words: 'listen point' })).toEqual(['points', 'listening']);
  expect(slugs({ words: 'point zebra' })).toEqual([]);
});

test('family, department and moment narrow, and what does not fit is left out', () => {
  expect(slugs({ family: 'professional' })).toEqual(['review']);
  expect(slugs({ moment: 'meeting' })).toEqual(['listening', 'review']);
  expect(slugs({ module: 'engineering', moment: 'Meeting' })).toEqual(['review']);
  expect(slugs({ family: 'magic' })).toHaveLength(3);
});

test('moments are offered by how often they come', () => {
  expect(momentsOf(entries)).toEqual(['Meeting', 'Customer call', 'Review']);
});
