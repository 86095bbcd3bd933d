/** How often this machine is seen to be at work, in milliseconds. */
const PULSE = 50;

/**
 * Calls after so many milliseconds in which this machine was at work: while it is stopped or overloaded, no answer can come.
 *
 * @returns what ends it before
 */
export function atWork(milliseconds: number, call: () => void): () => void {
  let left = Math.ceil(milliseconds / PULSE);
  const pulse = setInterval(() => {
    left -= 1;
    if (left <= 0) {
      clearInterval(pulse);
      call();
    }
  }, PULSE);
  return () => clearInterval(pulse);
}
