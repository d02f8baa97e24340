import { expect, test } from 'vitest';
import { neededFiles } from './needed-files.ts';

const house = 'https://rondo.example.org';

test('a page names its scripts and looks, and nothing else of it is kept', () => {
  const page = `<link rel="icon" href="/favicon.svg"><link href="../_app/immutable/assets/look.a1.css" rel="stylesheet">
    <link href="../_app/immutable/nodes/4.b2.js" rel="modulepreload"><a href="/circles/1">The Thursday four</a>
    <script nonce="x">import("../_app/immutable/entry/start.c3.js").then(() => import("../_app/immutable/nodes/4.b2.js"))</script>`;
  expect(neededFiles(page, `${house}/journal/offline`)).toEqual([
    `${house}/_app/immutable/assets/look.a1.css`,
    `${house}/_app/immutable/nodes/4.b2.js`,
    `${house}/_app/immutable/entry/start.c3.js`,
  ]);
});

test('looks name their fonts, and a drawing inside them is no file', () => {
  const looks = `@font-face{src:url(./inter.d4.woff2)format("woff2")}b{background:url("data:image/svg+xml,<svg/>")}`;
  expect(neededFiles(looks, `${house}/_app/immutable/assets/look.a1.css`)).toEqual([
    `${house}/_app/immutable/assets/inter.d4.woff2`,
  ]);
});

test('a script names what it stands on, not what it may fetch later', () => {
  const script = `import{a as b}from"../chunks/e5.js";import"../chunks/f6.js";const c=()=>import("../nodes/7.js");`;
  expect(neededFiles(script, `${house}/_app/immutable/nodes/4.b2.js`)).toEqual([
    `${house}/_app/immutable/chunks/e5.js`,
    `${house}/_app/immutable/chunks/f6.js`,
  ]);
});

test('nothing from another house is kept', () => {
  const page = '<script src="https://elsewhere.example/_app/immutable/x.js"></script>';
  expect(neededFiles(page, `${house}/journal/offline`)).toEqual([]);
});
