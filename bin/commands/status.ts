/** Exit status of every command. */
export enum Status {
  Fine,
  /** Something was found wrong. */
  Wrong,
  CouldNotRun,
}
