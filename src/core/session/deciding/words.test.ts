import { describe, expect, test } from 'vitest';
import { once, oneDrill, playbookOf, stepOf } from '../example-playbook.ts';
import { holder, playedUntil, startedBy } from '../running-example.ts';
import type { WordsBody } from '../words.ts';

const circle = ['mara', 'noor', 'ilya', 'ama'];
const seen = (quote: string): WordsBody => ({ kind: 'observation', behaviour: 0, quote, offset: 1000 });

function inDrill() {
  const session = playedUntil(startedBy(circle, oneDrill), 'drill').after(2000);
  const focus = holder(session, 'focus owner');
  const [observer = '', other = ''] = circle.filter((person) => person !== focus);
  return { session, focus, observer, other };
}

describe('observations', () => {
  test('are counted on their observer’s own sheet, make no event, and are undone without a trace', () => {
    const { session, observer } = inDrill();
    const logged = session.log.length;
    session.act(observer, { type: 'write', wordsId: 'a', body: seen('Tell me more') });
    session.act(observer, { type: 'write', wordsId: 'b', body: seen('') });
    expect(session.view(observer).tool).toMatchObject({
      kind: 'drill',
      sheet: { behaviours: [{ count: 2 }, { count: 0 }], mine: [{ id: 'a', offset: 1000 }, { id: 'b' }] },
    });
    session.act(observer, { type: 'remove', wordsId: 'b' });
    expect(session.view(observer).tool).toMatchObject({
      sheet: { behaviours: [{ count: 1 }, { count: 0 }] },
    });
    expect(session.log).toHaveLength(logged);
  });

  test('are swapped when the drill ends, grouped by observer', () => {
    const { session, focus, observer } = inDrill();
    session.act(observer, { type: 'write', wordsId: 'a', body: seen('Tell me more') });
    playedUntil(session, 'debrief');
    expect(session.view(focus).tool).toMatchObject({
      kind: 'debrief',
      evidence: [
        { observer, about: focus, items: [{ id: 'a', behaviour: 'Asks first', quote: 'Tell me more' }] },
      ],
    });
  });

  test('going back never seals them again, and the repeated drill has a seal of its own', () => {
    const { session, focus, observer } = inDrill();
    session.act(observer, { type: 'write', wordsId: 'a', body: seen('FIRST') });
    playedUntil(session, 'debrief');
    session.act('mara', { type: 'go-back', from: 2 });
    session.act(observer, { type: 'write', wordsId: 'b', body: seen('SECOND') });
    expect(session.view(observer).tool).toMatchObject({
      sheet: { behaviours: [{ count: 1 }, { count: 0 }] },
    });
    expect(JSON.stringify(session.view(focus))).not.toContain('SECOND');
    expect(session.words.find(({ id }) => id === 'a')?.releasedAt).toBeDefined();
    expect(session.words.find(({ id }) => id === 'b')).toMatchObject({ step: 1, pass: 1 });
    playedUntil(session, 'debrief');
    expect(JSON.stringify(session.view(focus))).toContain('FIRST');
    expect(JSON.stringify(session.view(focus))).toContain('SECOND');
  });

  test('are not for the one who practises to write, nor to be changed once they are out', () => {
    const { session, focus, observer } = inDrill();
    expect(session.act(focus, { type: 'write', wordsId: 'x', body: seen('me') })).toEqual({
      refusal: 'focus-owner-practises',
    });
    expect(session.view(focus).canWrite).not.toContain('observation');
    session.act(observer, { type: 'write', wordsId: 'a', body: seen('Tell me more') });
    playedUntil(session, 'debrief');
    expect(session.act(observer, { type: 'rewrite', wordsId: 'a', body: seen('else') })).toEqual({
      refusal: 'already-released',
    });
  });

  test('may be written down afterwards, open at once, as pairs do', () => {
    const { session, focus, observer } = inDrill();
    playedUntil(session, 'debrief');
    session.act(observer, { type: 'write', wordsId: 'a', body: seen('Tell me more') });
    expect(JSON.stringify(session.view(focus).tool)).toContain('Tell me more');
    expect(session.words[0]).toMatchObject({ step: 1, subject: focus });
  });

  test.each<[string, WordsBody, object]>([
    ['nothing at all', { kind: 'observation', quote: ' ', offset: 0 }, { refusal: 'empty', field: 'quote' }],
    ['a long quote', seen('x'.repeat(301)), { refusal: 'too-long', field: 'quote', most: 300 }],
    [
      'an unknown behaviour',
      { kind: 'observation', behaviour: 7, quote: '', offset: 0 },
      { refusal: 'out-of-range' },
    ],
    [
      'a moment without a number',
      { kind: 'observation', behaviour: 0, quote: '', offset: Number.NaN },
      { refusal: 'out-of-range' },
    ],
    [
      'a check-in answer',
      { kind: 'check-in', attempted: 'x', harder: '' },
      { refusal: 'not-in-this-step', kind: 'drill' },
    ],
    ['a level nobody asked for', { kind: 'anchor', behaviour: 0, level: 2 }, { refusal: 'not-asked' }],
  ])('%s is refused', (_, body, refusal) => {
    const { session, observer } = inDrill();
    expect(session.act(observer, { type: 'write', wordsId: 'a', body })).toMatchObject(refusal);
    expect(session.words).toEqual([]);
  });

  test('a moment that has not come yet is taken as now', () => {
    const { session, observer } = inDrill();
    session.act(observer, {
      type: 'write',
      wordsId: 'a',
      body: { ...seen('x'), offset: 9_000_000 } as WordsBody,
    });
    expect(session.words[0]?.body).toMatchObject({ offset: 2000 });
  });
});

test('levels are asked for by the focus owner, and read by them and the observer alone', () => {
  const { session, focus, observer, other } = inDrill();
  expect(session.act(observer, { type: 'ask-anchors' })).toEqual({ refusal: 'focus-owner-only', focus });
  session.act(focus, { type: 'ask-anchors' });
  session.act(observer, { type: 'write', wordsId: 'a', body: { kind: 'anchor', behaviour: 1, level: 3 } });
  expect(
    session.act(observer, { type: 'write', wordsId: 'b', body: { kind: 'anchor', behaviour: 1, level: 4 } }),
  ).toEqual({ refusal: 'already-written', wordsId: 'a' });
  playedUntil(session, 'debrief');
  expect(session.view(focus).tool).toMatchObject({ anchors: [{ author: observer, level: 3 }] });
  expect(session.view(other).tool).toMatchObject({ anchors: [] });
});

describe('suggestions', () => {
  function inSuggest(suggestions = 1) {
    const steps = [stepOf('drill', once(60)), stepOf('suggest', once(60), { suggestions })];
    const session = playedUntil(startedBy(circle, playbookOf(steps)), 'suggest');
    const focus = holder(session, 'focus owner');
    const [giver = '', other = ''] = circle.filter((person) => person !== focus);
    return { session, focus, giver, other };
  }
  const suggest = (text: string): WordsBody => ({ kind: 'suggestion', text, picked: true });

  test('one for each giver unless the step says otherwise', () => {
    const { session, giver, focus } = inSuggest();
    session.act(giver, { type: 'write', wordsId: 'a', body: suggest('Wait one breath.') });
    expect(session.act(giver, { type: 'write', wordsId: 'b', body: suggest('And smile.') })).toEqual({
      refusal: 'already-written',
      wordsId: 'a',
    });
    expect(session.view(giver).tool).toMatchObject({ left: 0 });
    expect(session.act(focus, { type: 'write', wordsId: 'c', body: suggest('x') })).toMatchObject({
      refusal: 'focus-owner-practises',
    });
    const three = inSuggest(2);
    three.session.act(three.giver, { type: 'write', wordsId: 'a', body: suggest('Wait one breath.') });
    expect(three.session.view(three.giver).tool).toMatchObject({ left: 1 });
    three.session.act(three.giver, { type: 'write', wordsId: 'b', body: suggest('Ask first.') });
    expect(three.session.act(three.giver, { type: 'write', wordsId: 'c', body: suggest('x') })).toEqual({
      refusal: 'enough-already',
      most: 2,
    });
  });

  test('are picked by whom they are for, in their own words, one at a time, and read by nobody else', () => {
    const { session, focus, giver, other } = inSuggest();
    session.act(giver, { type: 'write', wordsId: 'a', body: suggest('Wait one breath.') });
    session.act(other, { type: 'write', wordsId: 'b', body: suggest('Ask first.') });
    const pick = (by: string, wordsId: string, reworded: string) =>
      session.act(by, { type: 'pick-suggestion', wordsId, reworded });
    expect(session.view(focus).tool).toMatchObject({ toMe: [{ picked: false }, { picked: false }] });
    expect(pick(giver, 'a', 'I breathe.')).toEqual({ refusal: 'not-about-you' });
    expect(pick(other, 'a', 'I breathe.')).toEqual({ refusal: 'no-such-words' });
    expect(pick(focus, 'a', '  wait ONE breath!')).toEqual({ refusal: 'same-words' });
    pick(focus, 'a', 'I breathe before I answer.');
    pick(focus, 'b', 'A question comes first.');
    expect(session.view(focus).tool).toMatchObject({
      toMe: [
        { id: 'a', picked: false },
        { id: 'b', picked: true, reworded: 'A question comes first.' },
      ],
    });
    expect(JSON.stringify(session.view(other))).not.toContain('Wait one breath');
    expect(session.act(other, { type: 'rewrite', wordsId: 'b', body: suggest('Other') })).toEqual({
      refusal: 'already-picked',
    });
  });
});

test('feedback for somebody outside the circle stays with who drafts it', () => {
  const session = startedBy(circle, playbookOf([stepOf('draft', once(60), { form: 'SBI' })]));
  const parts = { situation: 'On Monday', behaviour: 'you asked', impact: 'we agreed' };
  const body: WordsBody = { kind: 'feedback', form: 'SBI', parts, given: false };
  session.act('mara', { type: 'write', wordsId: 'a', body });
  expect(session.view('mara').tool).toMatchObject({ mine: [{ id: 'a', given: false }] });
  expect(session.act('mara', { type: 'give-feedback', wordsId: 'a', form: 'SBI' })).toEqual({
    refusal: 'about-another',
  });
});

describe('feedback', () => {
  const step = stepOf('draft', once(60), { form: 'SBI' });
  const draft = (parts: Record<string, string>): WordsBody => ({
    kind: 'feedback',
    form: 'SBI',
    parts,
    given: true,
  });

  test('is a draft that only its author sees, until it is whole and given', () => {
    const session = startedBy(circle, playbookOf([step]));
    const logged = session.log.length;
    const body = draft({ situation: 'CANARY' });
    session.act('mara', { type: 'write', wordsId: 'a', subject: 'noor', body });
    expect(session.log).toHaveLength(logged);
    expect(JSON.stringify(session.view('noor'))).not.toContain('CANARY');
    expect(session.act('mara', { type: 'give-feedback', wordsId: 'a', form: 'SBI' })).toEqual({
      refusal: 'empty',
      field: 'behaviour',
    });
    const whole = draft({ situation: 'CANARY', behaviour: 'you asked', impact: 'we agreed' });
    session.act('mara', { type: 'rewrite', wordsId: 'a', body: whole });
    session.act('mara', { type: 'give-feedback', wordsId: 'a', form: 'SBI' });
    expect(session.view('noor').tool).toMatchObject({ toMe: [{ id: 'a', author: 'mara', given: true }] });
    expect(JSON.stringify(session.view('ilya'))).not.toContain('CANARY');
    expect(session.act('mara', { type: 'give-feedback', wordsId: 'a', form: 'SBI' })).toEqual({
      refusal: 'already-given',
    });
  });

  test('is about another, who is here', () => {
    const session = startedBy(circle, playbookOf([step]));
    const body = draft({ situation: 'x' });
    const about = (subject: string) => session.act('mara', { type: 'write', wordsId: 'a', subject, body });
    expect(about('mara')).toEqual({ refusal: 'about-another' });
    expect(about('eve')).toEqual({ refusal: 'unknown-person' });
    expect(
      session.act('mara', { type: 'write', wordsId: 'a', subject: 'noor', body: draft({ blame: 'x' }) }),
    ).toEqual({ refusal: 'unknown-part', part: 'blame' });
  });
});

test('a link is to the web, and nothing else', () => {
  const session = startedBy(circle, oneDrill);
  const link = (text: string): WordsBody => ({ kind: 'artefact', artefact: 'link', text });
  expect(session.act('mara', { type: 'write', wordsId: 'a', body: link('javascript:alert(1)') })).toEqual({
    refusal: 'bad-link',
  });
  session.act('mara', { type: 'write', wordsId: 'a', body: link('https://example.org/a') });
  expect(session.view('noor').artefacts).toMatchObject([{ id: 'a', author: 'mara' }]);
});

test('a rating may be given once to each, within the scale', () => {
  const session = startedBy(circle, playbookOf([stepOf('rating', once(60))]));
  const rate = (wordsId: string, value: number, subject = 'noor') =>
    session.act('mara', { type: 'write', wordsId, subject, body: { kind: 'rating', value } });
  expect(rate('a', 6)).toEqual({ refusal: 'out-of-range', field: 'value', least: 1, most: 5 });
  rate('a', 4);
  expect(rate('b', 5)).toEqual({ refusal: 'already-written', wordsId: 'a' });
  expect(rate('b', 5, 'ilya')).not.toHaveProperty('refusal');
  expect(session.view('noor').tool).toMatchObject({ toMe: [{ author: 'mara', value: 4 }] });
  expect(session.view('ama').tool).toMatchObject({ toMe: [], mine: [] });
});
