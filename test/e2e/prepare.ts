import { findPython, virtualEnvironment } from './python';

/** What the first `npm run e2e` would install, ahead of it and beside something that leaves the network alone. */
findPython()
  .then(virtualEnvironment)
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
