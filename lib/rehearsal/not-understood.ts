/** A template asks for something that the rehearsal would show wrongly. */
export class NotUnderstood extends Error {
  /**
   * @param path of the construct
   * @param place of the property in it, or what it asks for
   */
  constructor(path: string, place: string) {
    super(`${path}: the rehearsal does not understand ${place}`);
    this.name = 'NotUnderstood';
  }
}
