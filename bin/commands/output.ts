import * as fs from 'node:fs';

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
 * Looks whether the picture can be written before there is one.
 *
 * @throws Error that says what is wrong with it
 */
export function assertWritable(file: string): void {
  const isThere = fs.existsSync(file);
  try {
    // a pipe would be over when it is closed
    if (isThere && !fs.statSync(file).isFile() && !fs.statSync(file).isDirectory()) {
      fs.accessSync(file, fs.constants.W_OK);
      return;
    }
    fs.closeSync(fs.openSync(file, 'a'));
    if (!isThere) {
      // behind a link, maybe
      fs.unlinkSync(fs.realpathSync(file));
    }
  } catch (error) {
    throw new Error(`--picture must be a file that can be written to, got: ${file}`, { cause: error });
  }
}

/** Writes the picture. What was measured is no other because there is none: it is only told. */
export function writePicture(file: string, svg: string): void {
  try {
    fs.writeFileSync(file, svg);
    progress(`the timeline is in ${file}`);
  } catch (error) {
    progress(`the timeline could not be drawn: ${(error as Error).message}`);
  }
}
