import * as os from 'node:os';

/** Who drills, and where: `ops@laptop`. */
export function operator(): string {
  try {
    return `${os.userInfo().username}@${os.hostname()}`;
  } catch {
    // a user without a name, as in a container
    return `${process.getuid?.() ?? 'somebody'}@${os.hostname()}`;
  }
}
