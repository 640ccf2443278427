/** The words of a value (runtime-c/show/show.h), read one after the other. */
export class ShownWords {
  private at = 0;

  constructor(private readonly words: readonly string[]) {}

  next(): string {
    const word = this.words[this.at]!;
    this.at++;
    return word;
  }

  /** The kind of what comes next. */
  peek(): string {
    return this.words[this.at]!;
  }
}
