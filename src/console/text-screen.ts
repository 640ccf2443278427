/** What is printed for a person to read. */
export interface TextScreen {
  /** Text in UTF-8; line ends become CR LF. */
  write(text: string): void;
  /** The bytes of a text: line ends become CR LF, those that are CR LF already stay. */
  writeLines(bytes: Uint8Array): void;
}
