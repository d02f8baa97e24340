import { expect, test } from 'vitest';
import { baseLanguages, languageChoices, preferredLanguages } from './languages.ts';

test('each language is offered in its own name', () => {
  const labels = new Map(languageChoices('en').map(({ value, label }) => [value, label]));
  expect(labels.get('de')).toBe('Deutsch');
  expect(labels.get('fr')).toBe('Français');
});

test('a language that somebody already has stays to be seen and taken off', () => {
  expect(languageChoices('en', ['eu']).find(({ value }) => value === 'eu')?.label).toBe('Euskara');
});

test('a browser tells which languages to tick first', () => {
  expect(preferredLanguages('pt-BR,pt;q=0.9,en-GB;q=0.8,xx;q=0.5')).toEqual(['pt', 'en']);
  expect(preferredLanguages('')).toEqual([]);
  // What a browser in Norway may say.
  expect(preferredLanguages('nb-NO,nb;q=0.9,nn;q=0.8,en-US;q=0.7')).toEqual(['no', 'en']);
  expect(preferredLanguages('*')).toEqual([]);
});

test('what is spoken in one country or another is one language, and what is no tag stays', () => {
  expect(baseLanguages(['pt-BR', 'pt', 'EN-gb', 'zh-Hant'])).toEqual(['pt', 'en', 'zh']);
  expect(baseLanguages(['sgn-US', 'iw', 'he', 'en-ab-cd'])).toEqual(['ase', 'he', 'en']);
  expect(baseLanguages(['Plattdeutsch', 'und'])).toEqual(['Plattdeutsch', 'und']);
});

test('both forms of Norwegian are one language, for whoever speaks either; Cantonese and Mandarin are two', () => {
  expect(baseLanguages(['nb', 'nn', 'no', 'nb-NO', 'nn-NO', 'NB', 'nob', 'nno', 'nor'])).toEqual(['no']);
  expect(baseLanguages(['zh', 'cmn', 'zh-Hant-TW', 'yue', 'zh-yue'])).toEqual(['zh', 'yue']);
});
