/** A line that does not say what a command needs. */
export class UsageError extends Error {
  /** @param usage the command's usage line, "" when there is none @param hint what was probably meant, "" when nothing comes near */
  constructor(
    message: string,
    readonly usage: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
