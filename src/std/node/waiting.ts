/** What happens while a program on Node waits: nothing, unless a test says what other tasks would do. */
class Waiting {
  body: (() => void) | null = null;
}

export const waiting = new Waiting();
