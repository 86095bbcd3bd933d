import type { Health } from '../../timeline/timeline';
import type { Mark } from '../switch/mark';
import type { Promises } from './figures';
import type { Step, StepInfo } from './steps';

/** What moves the visitors of a site, and takes them back: its health check, or its switch. */
export interface Lever {
  readonly kind: 'health check' | 'switch';
  /** Of a drill with it, in their order. */
  readonly steps: readonly StepInfo[];
  /** For a person: what it does, while it was so. */
  readonly title: string;

  /**
   * Looks whether a drill may use it.
   *
   * @returns milliseconds until a change is noticed
   * @throws Refusal that says who has it, or what to do first; Error of the SDK
   */
  look(): Promise<Promises['noticed']>;

  /** What Route 53 makes of the health checks, and whether visitors are moved; parts that cannot be seen are absent. */
  read(): Promise<LeverState>;

  /**
   * Leaves word of the drill, so that whoever finds it can undo it.
   *
   * @throws Refusal when others are faster; any other Error: nobody knows, and nothing is moved
   */
  begin(step: Step, word: Word): Promise<Move>;
}

/** Whose drill it is. */
export type Word = Omit<Mark, 'kind'>;

export interface LeverState {
  readonly health?: Omit<Health, 'at'>;
  readonly isMoved?: boolean;
}

/** One change, of a drill that has begun. */
export interface Move {
  /**
   * Moves visitors.
   *
   * @throws Refusal when nothing was changed; after any other Error it has to be undone
   */
  make(step: Step): Promise<void>;

  /**
   * Undoes it, however long it takes, and looks that it is undone.
   *
   * @returns when, by the clock
   * @throws Error when others have undone it before, or it cannot be
   */
  undo(step: Step): Promise<number>;
}
