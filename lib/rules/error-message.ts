/** What an error says, and what each error behind it says. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause === undefined ? error.message : `${error.message}: ${errorMessage(error.cause)}`;
}
