/** Servers are in `sbin`, which is on the path of root alone. */
export const PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin`;

/** What to say when a program does not start. */
export function startError(program: string, debianPackage: string, cause: NodeJS.ErrnoException): Error {
  const missing = `${program} is not installed: on Debian and Ubuntu it is in the package ${debianPackage}`;
  return new Error(cause.code === 'ENOENT' ? missing : `${program} did not start: ${cause.message}`, { cause });
}
