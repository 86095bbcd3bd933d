/** A drill does not start, or does not go on: nothing has changed that it would have to undo. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly reasons: readonly string[]) {
    super(
      [reasons.length === 1 ? 'the drill does not start:' : 'the drill does not start, because', ...reasons].join(
        '\n  - ',
      ),
    );
  }
}
