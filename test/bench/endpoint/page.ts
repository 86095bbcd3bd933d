export const BUCKET = 'example.com';

/** 20 KB that compress as text does, to about a quarter. */
export const PAGE = Array.from(
  { length: 2_000 },
  (_, line) => `${(line * 7919) % 99_991}`.padStart(9, 'page ') + '\n',
).join('');
