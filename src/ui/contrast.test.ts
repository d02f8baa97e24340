import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = new Map(
  [
    ...readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').matchAll(
      /--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/gu,
    ),
  ].map(([, name, light, dark]) => [name as string, { light: light as string, dark: dark as string }]),
);

const papers = ['paper', 'card', 'raised', 'leaf-soft', 'amber-soft'];
const text = [
  ...['ink', 'soft'].flatMap((ink) => papers.map((paper) => [ink, paper] as const)),
  ...['paper', 'card', 'leaf-soft'].map((paper) => ['leaf', paper] as const),
  ...['paper', 'card', 'raised', 'amber-soft'].map((paper) => ['amber-ink', paper] as const),
  ...['paper', 'card', 'raised', 'ember-soft'].map((paper) => ['ember', paper] as const),
  ['soft', 'line'] as const,
  ['on-leaf', 'leaf'] as const,
  ['on-leaf', 'leaf-strong'] as const,
  ['on-ember', 'ember'] as const,
];
const edges = ['edge', 'leaf', 'amber', 'ember'].flatMap(
  (edge) =>
    [
      [edge, 'paper'],
      [edge, 'card'],
    ] as const,
);

test.each(text)('words in %s can be read on %s, by day and by night', (ink, paper) => {
  expect(Math.min(contrast(ink, paper, 'light'), contrast(ink, paper, 'dark'))).toBeGreaterThanOrEqual(4.5);
});

test.each(edges)('an edge in %s can be seen on %s, by day and by night', (edge, paper) => {
  expect(Math.min(contrast(edge, paper, 'light'), contrast(edge, paper, 'dark'))).toBeGreaterThanOrEqual(3);
});

function contrast(one: string, other: string, scheme: 'light' | 'dark'): number {
  const [darker, lighter] = [one, other]
    .map((name) => luminance(tokens.get(name)?.[scheme] ?? 'missing'))
    .sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** As WCAG 2.2 defines relative luminance. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
