/** Where commands print: marks and line ends are added here. */

export interface ShellOutput {
  /** Lines as they are. */
  text(line: string): void;
  /** ✓ */
  success(message: string): void;
  /** ⚠ */
  warning(message: string): void;
  /** ✗ */
  failure(message: string): void;
  /** ℹ */
  hint(message: string): void;
}

/** Prints through `write`, which gets text with its line end. */
export class MarkedOutput implements ShellOutput {
  constructor(private readonly write: (text: string) => void) {}

  text(line: string): void {
    this.write(`${line}\n`);
  }

  success(message: string): void {
    this.write(`✓ ${message}\n`);
  }

  warning(message: string): void {
    this.write(`⚠ ${message}\n`);
  }

  failure(message: string): void {
    this.write(`✗ ${message}\n`);
  }

  hint(message: string): void {
    this.write(`ℹ ${message}\n`);
  }
}
