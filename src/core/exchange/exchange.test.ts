import { readFileSync } from 'node:fs';
import { array, assert, double, integer, option, property, string, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRange } from './byte-range.ts';
import { containerOf, mediaTypeOf } from './container.ts';
import { arePeaks, peakCount, peaksOf } from './peaks.ts';
import { parsePrompts } from './prompt-list.ts';
import { reachesTo, ticksOf } from './reaches-to.ts';
import { mostBytes, pieceBytes, piecesIn, sizeProblem } from './sizes.ts';
import { outlastsAnswer, termChoices, termsOf, usualTerms } from './terms.ts';

describe('what a file is', () => {
  const bytes = (hex: string, text = '') => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(text)]);
  test.each([
    ['a WebM file', bytes('1a45dfa39f42868101', 'B\x82\x84webm'), 'webm'],
    ['another Matroska file', bytes('1a45dfa39f42868101', 'B\x82\x88matroska'), undefined],
    ['an Ogg file', bytes('', 'OggS\0\x02'), 'ogg'],
    ['an MP4 file', bytes('00000018', 'ftypmp42'), 'mp4'],
    ['a page', bytes('', '<!doctype html>webm'), undefined],
    ['a page behind four bytes', bytes('', '    <html>'), undefined],
    ['a wave file', bytes('', 'RIFF....WAVE'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ] as const)('%s is told by its beginning', (_what, file, container) => {
    expect(containerOf(file)).toBe(container);
  });

  test('a screen is no Ogg file', () => {
    expect(mediaTypeOf('ogg', 'screen')).toBeUndefined();
    expect(mediaTypeOf('webm', 'screen')).toBe('video/webm');
    expect(mediaTypeOf('mp4', 'voice')).toBe('audio/mp4');
  });
});

describe('how far a part of a file reaches', () => {
  const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
  const noise = Buffer.alloc(40, 0x1f);
  const mvhd = (version: string, rest: string) =>
    Buffer.concat([hex(`0000006c 6d766864 ${version}000000 ${rest}`), noise]);
  test.each([
    ['a cluster of unknown size', 'webm', hex('1f43b675 01ffffffffffffff e783 01 5f90'), 90],
    ['a cluster of known size', 'webm', hex('1f43b675 42 00 e782 7530'), 30],
    ['two, the later counts', 'webm', hex('1f43b675 81 e7 81 05 ff ff 1f43b675 81 e782 7530'), 30],
    ['what only looks like one', 'webm', hex('1f43b675 81 a7 82 7530'), undefined],
    ['an Ogg page', 'ogg', hex('4f676753 00 00 00f9150000000000'), 30],
    ['one on which no packet ends', 'ogg', hex('4f676753 00 00 ffffffffffffffff'), undefined],
    ['a movie', 'mp4', mvhd('00', '00000000 00000000 000003e8 00007530'), 30],
    [
      'one in the longer form',
      'mp4',
      mvhd('01', '0000000000000000 0000000000000000 000003e8 0000000000007530'),
      30,
    ],
    ['one in fragments', 'mp4', mvhd('00', '00000000 00000000 000003e8 00000000'), undefined],
    ['more than a day', 'webm', hex('1f43b675 81 e784 ffffffff'), undefined],
  ] as const)('%s', (_what, container, part, seconds) => {
    for (const before of [Buffer.alloc(0), noise])
      expect(reachesTo(container, Buffer.concat([before, part, noise]))).toBe(seconds);
  });

  test('a movie in fragments, by where its latest begins and the finest ticks of its tracks', () => {
    const mdhd = (ticks: string) =>
      hex(`00000020 6d646864 00000000 00000000 00000000 ${ticks} 00000000 55c40000`);
    const tfdt = (start: string) => hex(`00000010 74666474 00000000 ${start}`);
    const long = (start: string) => hex(`00000014 74666474 01000000 ${start}`);
    const beginning = Buffer.concat([mdhd('00000258'), noise, mdhd('0000bb80'), tfdt('00000000')]);
    const ticks = ticksOf(beginning);
    expect(ticks).toBe(48_000);
    expect(reachesTo('mp4', beginning, ticks)).toBe(0);
    // A track with coarser ticks begins its fragments at lower numbers, and says no more than it reaches.
    const later = Buffer.concat([noise, tfdt('00004650'), noise, long('000000000015f900'), noise]);
    expect(reachesTo('mp4', later, ticks)).toBe(30);
    expect(reachesTo('mp4', later)).toBeUndefined();
    expect(reachesTo('webm', later, ticks)).toBeUndefined();
    expect(ticksOf(later)).toBeUndefined();
    for (let cut = 0; cut < later.length; cut += 1)
      expect(reachesTo('mp4', later.subarray(0, cut), ticks) ?? 0).toBeLessThanOrEqual(30);
  });

  test('whatever the bytes are, it ends, and says nothing or a time', () => {
    assert(
      property(uint8Array({ maxLength: 300 }), integer({ min: 0, max: 2 }), (noise, which) => {
        const container = (['webm', 'ogg', 'mp4'] as const)[which] ?? 'webm';
        const mark = { webm: '1f43b675', ogg: '4f67675300', mp4: '6d766864' }[container];
        const said = reachesTo(container, Buffer.concat([Buffer.from(mark, 'hex'), noise]));
        expect(said === undefined || (said >= 0 && said < 86_400)).toBe(true);
      }),
    );
  });
});

describe('a part of a file', () => {
  test.each([
    [null, undefined],
    ['bytes=0-99', { from: 0, to: 99 }],
    ['bytes=0-', { from: 0, to: 999 }],
    ['bytes=990-2000', { from: 990, to: 999 }],
    ['bytes=-10', { from: 990, to: 999 }],
    ['bytes=-5000', { from: 0, to: 999 }],
    ['bytes=1000-', 'none'],
    ['bytes=-0', 'none'],
    ['bytes=9-5', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=-', undefined],
    ['chunks=0-1', undefined],
  ] as const)('%s', (header, range) => {
    expect(readRange(header, 1000)).toEqual(range);
  });

  test('never reaches beyond the file', () => {
    const part = option(integer({ min: 0, max: 5000 }), { nil: '' });
    assert(
      property(part, part, integer({ min: 1, max: 3000 }), (from, to, bytes) => {
        const range = readRange(`bytes=${from}-${to}`, bytes);
        if (range === undefined || range === 'none') return;
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeGreaterThanOrEqual(range.from);
        expect(range.to).toBeLessThan(bytes);
      }),
    );
  });
});

describe('a waveform', () => {
  test('is drawn from any samples, as heights that the server takes', () => {
    assert(
      property(array(double({ min: -1, max: 1, noNaN: true }), { maxLength: 500 }), (samples) => {
        const peaks = peaksOf(samples);
        expect(peaks).toHaveLength(peakCount);
        expect(arePeaks(peaks)).toBe(true);
      }),
    );
  });

  test('shows where somebody speaks, and silence as flat', () => {
    const spoken = Array.from({ length: 960 }, (_, at) => (at < 480 ? 0 : 0.5));
    const peaks = peaksOf(spoken);
    expect(peaks.slice(0, 48).every((height) => height === 0)).toBe(true);
    expect(peaks.slice(48).every((height) => height === 100)).toBe(true);
    expect(Math.max(...peaksOf(Array.from({ length: 960 }, () => 0.001)))).toBeLessThan(5);
  });
});

describe('sizes and terms', () => {
  test('what the agreed time can take fits, a second over the grace does not', () => {
    for (const kind of ['voice', 'screen'] as const) {
      const bytes = mostBytes(kind, 60);
      expect(sizeProblem({ kind, seconds: 65, bytes }, 60)).toBeUndefined();
      expect(sizeProblem({ kind, seconds: 66, bytes }, 60)).toBe('too-long');
      expect(sizeProblem({ kind, seconds: 65, bytes: bytes + 1 }, 60)).toBe('too-large');
    }
    // The database's own bound holds the longest screen recording.
    expect(mostBytes('screen', Math.max(...termChoices.longestSeconds))).toBeLessThanOrEqual(268_435_456);
    expect([1, pieceBytes, pieceBytes + 1].map(piecesIn)).toEqual([1, 1, 2]);
  });

  test('an answer is hoped for before the recording goes', () => {
    expect(termsOf(usualTerms, 0)).toEqual({ answerBy: 3 * 86_400_000, deleteAfter: 30 * 86_400_000 });
    expect(outlastsAnswer(usualTerms)).toBe(true);
    expect(outlastsAnswer({ answerDays: 7, keepDays: 14 })).toBe(true);
    expect(outlastsAnswer({ answerDays: 7, keepDays: 7 })).toBe(false);
    expect(outlastsAnswer({ answerDays: 14, keepDays: 7 })).toBe(false);
    // Whatever is chosen for the one, there is a choice for the other.
    for (const answerDays of termChoices.answerDays)
      expect(termChoices.keepDays.some((keepDays) => outlastsAnswer({ answerDays, keepDays }))).toBe(true);
  });
});

describe('prompts', () => {
  test('those that come with Rondo can be read, and none stands there twice', () => {
    const parsed = parsePrompts(readFileSync('prompts/exchange.md', 'utf8'));
    const prompts = parsed.ok ? parsed.groups.flatMap((group) => group.prompts) : [];
    expect(prompts.length).toBeGreaterThanOrEqual(12);
    expect(new Set(prompts).size).toBe(prompts.length);
  });

  test('all that is wrong is told at once, with its line', () => {
    const parsed = parsePrompts('For editors.\n\n## Begin\n- One.\nTwo.\n\n## Empty\n');
    expect(parsed.ok ? [] : parsed.problems.map(({ line }) => line)).toEqual([5, 7]);
  });

  test('no text throws', () => {
    assert(property(string({ unit: 'grapheme' }), (text) => void parsePrompts(`## ${text}\n- ${text}`)));
  });
});
