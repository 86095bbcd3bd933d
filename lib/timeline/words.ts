import type { Figure } from './timeline';

/** A moment as `m:ss`, the second that it falls in. */
export function moment(milliseconds: number): string {
  return minutes(Math.floor(milliseconds / 1000));
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** As `m:ss`; what broke a promise by part of a second is not shown as if it had kept it. */
export function measured({ measured: took, promised: limit, kept }: Figure): string {
  if (took === undefined) {
    return limit === undefined ? '-' : 'never';
  }
  return minutes(kept ? Math.round(took / 1000) : Math.ceil(took / 1000));
}

export function promised({ promised: limit }: Figure): string {
  return limit === undefined ? '-' : minutes(Math.floor(limit / 1000));
}

/** Nothing for what is only measured. */
export function verdict({ kept, measured: took, promised: limit }: Figure): string {
  if (!kept) {
    return 'broken';
  }
  return took !== undefined && limit === undefined ? '' : 'kept';
}

export function summary(figures: readonly Figure[]): string {
  const broken = figures.filter(({ kept }) => !kept).length;
  if (broken === 0) {
    return 'every promise kept';
  }
  return broken === 1 ? '1 promise broken' : `${broken} promises broken`;
}

/** A text in lines of so many columns at most, as far as its words allow; `hanging` stands before all lines but the first. */
export function wrapped(text: string, columns: number, hanging = ''): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(' ')) {
    const longer: string = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && longer.length > columns) {
      lines.push(line);
      line = `${hanging}${word}`;
    } else {
      line = longer;
    }
  }
  return [...lines, line ?? ''];
}
