/** A configuration file that cannot be used: one message a problem, each naming file, line and key. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
