/** Where commands print: marks and line ends are added here. */
import type { TextScreen } from "../console/text-screen.js";
import type { FileWriter } from "../fs/file-writer.js";
import { encodeUtf8 } from "../std/index.js";

export interface ShellOutput {
  /** A person reads it; false: it goes to a file. */
  readonly onScreen: boolean;
  /** A line as it is. */
  text(line: string): void;
  /** Bytes as they are, piece by piece. */
  content(bytes: Uint8Array): void;
  /** ✓ */
  success(message: string): void;
  /** ⚠ */
  warning(message: string): void;
  /** ✗ */
  failure(message: string): void;
  /** ℹ */
  hint(message: string): void;
  /** How a command is used, behind a failure. */
  usage(line: string): void;
  /** The command is done: on the screen a line without an end gets one. */
  finish(): void;
}

const newline = 0x0a;

/** On the screen, where every line begins in the first column. */
export class ScreenOutput implements ShellOutput {
  readonly onScreen = true;
  private inLine = false;

  constructor(private readonly screen: TextScreen) {}

  text(line: string): void {
    this.finish();
    this.screen.write(`${line}\n`);
  }

  content(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.screen.writeLines(bytes);
    this.inLine = bytes[bytes.length - 1] !== newline;
  }

  success(message: string): void {
    this.text(`✓ ${message}`);
  }

  warning(message: string): void {
    this.text(`⚠ ${message}`);
  }

  failure(message: string): void {
    this.text(`✗ ${message}`);
  }

  hint(message: string): void {
    this.text(`ℹ ${message}`);
  }

  usage(line: string): void {
    this.text(`Usage: ${line}`);
  }

  finish(): void {
    if (this.inLine) this.screen.write("\n");
    this.inLine = false;
  }
}

/** Into a file, but for what concerns the person: that still comes on the screen. */
export class FileOutput implements ShellOutput {
  readonly onScreen = false;

  constructor(
    private readonly file: FileWriter,
    private readonly screen: ShellOutput,
  ) {}

  text(line: string): void {
    this.file.write(encodeUtf8(`${line}\n`));
  }

  content(bytes: Uint8Array): void {
    this.file.write(bytes);
  }

  success(message: string): void {
    this.text(`✓ ${message}`);
  }

  warning(message: string): void {
    this.screen.warning(message);
  }

  failure(message: string): void {
    this.screen.failure(message);
  }

  hint(message: string): void {
    this.screen.hint(message);
  }

  usage(line: string): void {
    this.screen.usage(line);
  }

  finish(): void {
    this.screen.finish();
  }
}
