import * as fs from 'node:fs';
import * as path from 'node:path';
import { keep } from '../../lib/report/results/keep';
import { readResults } from '../../lib/report/results/read';
import { contentDirectory } from '../helpers';
import { doctorRun, drillRun, failedRun } from './runs';

const SITE = 'example.com';

/** A directory that holds these files of the site, and what is read of it. */
function results(files: Record<string, string> = {}) {
  const directory = contentDirectory(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${SITE}/${name}`, text])),
  );
  return { directory, read: () => readResults(directory, SITE) };
}

const NOTHING = { doctor: {}, parity: {}, rehearsal: {}, drills: [], unreadable: [] };

test('a directory that is not there holds nothing', () => {
  expect(readResults('no/such/directory', SITE)).toEqual(NOTHING);
});

test('a kept run is read as it was, and nothing else is left beside it', () => {
  const { directory, read } = results();
  keep(directory, doctorRun());
  expect(read()).toEqual({ ...NOTHING, doctor: { finished: doctorRun() } });
  expect(fs.readdirSync(path.join(directory, SITE))).toEqual(['doctor.json']);
});

test('of the doctor the last run is kept, of drills each, the latest first', () => {
  const { directory, read } = results();
  const times = ['2026-11-01T10:00:00.000Z', '2026-11-03T10:00:00.000Z', '2026-11-02T10:00:00.000Z'];
  for (const at of times) {
    keep(directory, doctorRun({ at }));
    keep(directory, drillRun({ at }));
  }
  expect(read().doctor.finished?.at).toBe(times[2]);
  expect(read().drills.map(({ at }) => at)).toEqual([times[1], times[2], times[0]]);
  expect(fs.readdirSync(path.join(directory, SITE, 'drills'))[0]).toBe('2026-11-01T10-00-00.000Z.json');
});

test('what did not come to its end stands beside what did, until the next that does', () => {
  const { directory, read } = results();
  keep(directory, doctorRun({ at: '2026-11-01T10:00:00.000Z' }));
  keep(directory, failedRun('doctor', { at: '2026-11-02T10:00:00.000Z' }));
  expect(read().doctor).toMatchObject({ finished: { ended: 'finished' }, unfinished: { error: 'no network' } });
  keep(directory, doctorRun({ at: '2026-11-03T10:00:00.000Z' }));
  expect(Object.keys(read().doctor)).toEqual(['finished']);
  expect(fs.readdirSync(path.join(directory, SITE))).toEqual(['doctor.json']);
});

test('an earlier failure, copied from elsewhere, says nothing of what came after it', () => {
  const { read } = results({
    'doctor.json': JSON.stringify(doctorRun({ at: '2026-11-03T10:00:00.000Z' })),
    'doctor-unfinished.json': JSON.stringify(failedRun('doctor', { at: '2026-11-02T10:00:00.000Z' })),
  });
  expect(Object.keys(read().doctor)).toEqual(['finished']);
});

test.each([
  ['is no JSON', '{"version":1,', /^it is no JSON: /],
  ['is of another version', JSON.stringify({ ...doctorRun(), version: 2 }), /^version: /],
  [
    'is of another site',
    JSON.stringify(doctorRun({ site: 'example.org' })),
    /^site must be example.com, got: example.org/,
  ],
  ['is of another command', JSON.stringify(drillRun()), /^kind: /],
  ['lacks what it found', JSON.stringify({ ...doctorRun(), result: { version: 1 } }), /^result\.site: /],
])('a file that %s is named, and the others are read', (_, text, why) => {
  const { directory, read } = results({ 'doctor.json': text });
  keep(directory, drillRun());
  expect(read()).toEqual({
    ...NOTHING,
    drills: [drillRun()],
    unreadable: [{ file: path.join(directory, SITE, 'doctor.json'), why: expect.stringMatching(why) as string }],
  });
});

test.each(['../example.com', '/etc', 'Example.com', 'example.com/..', ''])(
  'a site called %j leads nowhere else',
  (site) => {
    const { directory } = results();
    expect(() => keep(directory, doctorRun({ site }))).toThrow('must be a DNS name');
    expect(fs.readdirSync(directory)).toEqual([]);
  },
);

test('what cannot be written leaves what was there, and nothing beside it', () => {
  const { directory, read } = results({ 'doctor.json/in-the-way': '' });
  expect(() => keep(directory, doctorRun())).toThrow();
  expect(fs.readdirSync(path.join(directory, SITE))).toEqual(['doctor.json']);
  expect(read().unreadable).toEqual([expect.objectContaining({ why: expect.stringContaining('EISDIR') as string })]);
});
