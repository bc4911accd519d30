import { basename } from 'node:path';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { sourceFiles, under } from './source-tree';

const MAX_LINES = 200;
const MAX_ROUTE_LINES = 60;
const MAX_FUNCTION_LINES = 50;

const lines = (text: string) => text.trimEnd().split('\n').length;

test('no file is a drawer', () => {
  const drawers = sourceFiles.filter(({ path }) =>
    path.split('/').some((part) => /^(utils?|helpers?|common|misc)(\.|$)/i.test(part)),
  );
  expect(
    drawers.map(({ path }) => path),
    'such a name says nothing, so anything can go in and nobody looks there',
  ).toEqual([]);
});

test(`source files have at most ${MAX_LINES} lines`, () => {
  const long = sourceFiles.filter(
    ({ path, text }) => !/^(local\/)?tests\//.test(path) && lines(text) > MAX_LINES,
  );
  expect(
    long.map(({ path, text }) => `${path}: ${lines(text)}`),
    'a file that does not fit in one reading usually does two things',
  ).toEqual([]);
});

test(`functions have at most ${MAX_FUNCTION_LINES} lines`, () => {
  const ours = sourceFiles.filter(({ path }) => !/(^|\/)tests\//.test(path));
  const long = ours.flatMap(({ path, text }) => {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line + 1;
    const found: string[] = [];
    const look = (node: ts.Node): void => {
      const [first, last] = [lineOf(node.getStart(file)), lineOf(node.end)];
      if (ts.isFunctionLike(node) && last - first >= MAX_FUNCTION_LINES) found.push(`${path}:${first}`);
      ts.forEachChild(node, look);
    };
    look(file);
    return found;
  });
  expect(long, 'what does not fit on a screen is read by nobody to its end').toEqual([]);
});

test(`pages and handlers have at most ${MAX_ROUTE_LINES} lines`, () => {
  const routes = under('app').filter(({ path }) =>
    /^(page|layout|route|error|not-found|loading)\.tsx?$/.test(basename(path)),
  );
  const long = routes.filter(({ text }) => lines(text) > MAX_ROUTE_LINES);
  expect(
    long.map(({ path, text }) => `${path}: ${lines(text)}`),
    'a route reads the request, calls lib, and renders or answers',
  ).toEqual([]);
});

test('the type checker is nowhere switched off', () => {
  const marks = /@ts-(ignore|nocheck)|\bas any\b|: any\b|<any>/;
  const found = sourceFiles
    .filter(({ path }) => !path.startsWith('tests/unit/architecture/'))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          isCode(line) && marks.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
        ),
    );
  expect(found, 'untrusted data is parsed into a named type; a cast only hides what was not checked').toEqual(
    [],
  );
});

function isCode(line: string): boolean {
  return !/^\s*(\/\/|\/?\*)/.test(line);
}
