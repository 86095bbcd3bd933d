import * as fs from 'node:fs';
import * as path from 'node:path';
import { assertWritable, writePicture } from '../../bin/commands/output';
import { contentDirectory } from '../helpers';

afterEach(() => jest.restoreAllMocks());

describe('before there is a picture', () => {
  test('nothing is left where nothing was', () => {
    const directory = contentDirectory({});
    assertWritable(path.join(directory, 'drill.svg'));
    fs.symlinkSync('behind.svg', path.join(directory, 'link.svg'));
    assertWritable(path.join(directory, 'link.svg'));
    expect(fs.readdirSync(directory)).toEqual(['link.svg']);
  });

  test('an older picture stays', () => {
    const directory = contentDirectory({ 'drill.svg': 'older' });
    assertWritable(path.join(directory, 'drill.svg'));
    expect(fs.readFileSync(path.join(directory, 'drill.svg'), 'utf8')).toBe('older');
  });

  test.each([
    ['a directory', '.', 'EISDIR'],
    ['a file in no directory', 'no/such.svg', 'ENOENT'],
    ['a file in a file', 'page.html/drill.svg', 'ENOTDIR'],
  ])('%s is refused', (_, name, code) => {
    const file = path.join(contentDirectory({ 'page.html': '' }), name);
    const refusal = expect.objectContaining({
      message: `--picture must be a file that can be written to, got: ${file}`,
      cause: expect.objectContaining({ code }) as unknown,
    }) as Error;
    expect(() => assertWritable(file)).toThrow(refusal);
  });
});

test('a picture that cannot be written is told of, and nothing else', () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  writePicture(contentDirectory({}), '<svg/>');
  expect(said.mock.calls.join()).toMatch(/the timeline could not be drawn: EISDIR/);
});
