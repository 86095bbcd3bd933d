import * as fs from 'node:fs';
import * as path from 'node:path';

/** Of a pipe that nobody reads, and of a terminal that is closed. */
const GONE = ['EPIPE', 'EIO'];

/** Whoever reads our output may have read enough of it (`| head`), or closed the terminal: that stops no command. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!GONE.includes(error.code ?? '')) {
        throw error;
      }
    });
  }
}

/** Whether somebody watches standard error, on a terminal that says how wide it is. */
export function isWatched(): boolean {
  return process.stderr.isTTY && process.stderr.columns > 0;
}

/** On standard error, so that what is printed for machines can be piped. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/**
 * Looks where the picture goes before there is one.
 *
 * @throws Error that says what is wrong with it
 */
export function assertWritable(file: string): void {
  try {
    fs.accessSync(path.dirname(path.resolve(file)), fs.constants.W_OK);
  } catch (error) {
    throw new Error(`--picture must be in a directory that can be written to, got: ${file}`, { cause: error });
  }
}
