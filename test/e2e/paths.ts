import * as path from 'node:path';

export const ROOT = path.join(__dirname, '../..');

/** Everything that the tests write; ignored by Git, and safe to delete. */
export const STATE = path.join(ROOT, '.e2e');

/** The modules that start the engine. */
export const ENGINE = path.join(__dirname, 'engine');
