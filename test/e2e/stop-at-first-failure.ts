import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** Every test of a file goes on from where the one before left the account: after a failure, the rest is skipped. */
export default class StopAtFirstFailure extends TestEnvironment {
  private failed = false;

  handleTestEvent(event: Circus.Event): void {
    // a failed hook fails every test by itself; to skip them would hide it
    if (event.name === 'test_fn_failure') {
      this.failed = true;
    } else if (event.name === 'test_start' && this.failed) {
      event.test.mode = 'skip';
    }
  }
}
