/** A small terminal: what a person would see of the last line. Knows the sequences that the editor uses, and fails on others. */
export class Screen {
  readonly lines: string[] = [];
  bells = 0;
  private row: string[] = [];
  private column = 0;

  write(text: string): void {
    const sequences = /\x1b\[(\d*)([CDK])|([\s\S])/gu;
    for (const [, count, action, character] of text.matchAll(sequences)) {
      if (character !== undefined) this.put(character);
      else if (action === "C") this.column += Number(count);
      else if (action === "D") this.column -= Number(count);
      else this.row.length = Math.min(this.row.length, this.column);
      if (this.column < 0 || this.column > 80) throw new Error(`the cursor is in column ${this.column}`);
    }
  }

  get line(): string {
    return this.row.join("");
  }

  get cursor(): number {
    return this.column;
  }

  private put(character: string): void {
    if (character === "\x07") this.bells++;
    else if (character === "\r") this.column = 0;
    else if (character === "\n") this.newLine();
    else if (character < " " || character === "\x7f") throw new Error(`control character ${character.charCodeAt(0)}`);
    else this.print(character);
  }

  private newLine(): void {
    this.lines.push(this.line);
    this.row = [];
    this.column = 0;
  }

  private print(character: string): void {
    while (this.row.length < this.column) this.row.push(" ");
    this.row[this.column] = character;
    this.column++;
    if (character.codePointAt(0)! < 0x1100) return;
    this.row[this.column] = "";
    this.column++;
  }
}
