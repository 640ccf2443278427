/** Bytes of a terminal to keys: UTF-8, control characters, escape sequences (ECMA-48, xterm). What means nothing is dropped. */
import type { u32, u8 } from "../../std/index.js";

/** Named after what they do in the line, whichever bytes a terminal sends for them. */
export enum Key {
  /** The byte is part of something that goes on, or means nothing. */
  None = 0,
  /** A printable character: `KeyDecoder.character`. */
  Character = 1,
  Enter = 2,
  Backspace = 3,
  Delete = 4,
  Left = 5,
  Right = 6,
  Up = 7,
  Down = 8,
  Home = 9,
  End = 10,
  WordLeft = 11,
  WordRight = 12,
  KillToEnd = 13,
  KillToStart = 14,
  KillWord = 15,
  ClearScreen = 16,
  Interrupt = 17,
  EndOfInput = 18,
  Complete = 19,
  /** Bytes that are neither a character nor a known key. */
  Unknown = 20,
  KillWordRight = 21,
  /** Puts back what was killed last. */
  Yank = 22,
  /** Exchanges the two characters before the cursor. */
  Transpose = 23,
  Search = 24,
  Cancel = 25,
}

enum State {
  Ground = 0,
  /** Behind ESC. */
  Escape = 1,
  /** Behind ESC [ */
  Sequence = 2,
  /** Behind ESC O */
  Single = 3,
  /** In a character of several bytes. */
  Character = 4,
}

const escape = 0x1b;
/** Parameters of a sequence that are looked at. */
const mostParameterBytes: u32 = 16;

/** Keeps the beginning of a character or sequence from one byte to the next: each terminal needs its own. */
export class KeyDecoder {
  /** Code point of the last Key.Character. */
  character: u32 = 0;
  private state: State = State.Ground;
  private parameters = "";
  private missing: u32 = 0;
  private partial: u32 = 0;
  private least: u32 = 0;
  private afterReturn = false;

  /** The key that `byte` completes. An LF behind a CR is no second Enter. */
  accept(byte: u8): Key {
    switch (this.state) {
      case State.Ground:
        return this.acceptGround(byte);
      case State.Escape:
        return this.acceptEscape(byte);
      case State.Sequence:
        return this.acceptSequence(byte);
      case State.Single:
        this.state = State.Ground;
        return sequenceKey(byte, "");
      case State.Character:
        return this.acceptContinuation(byte);
    }
  }

  private acceptGround(byte: u8): Key {
    const lineFeedOfPair = byte === 0x0a && this.afterReturn;
    this.afterReturn = byte === 0x0d;
    if (lineFeedOfPair) return Key.None;
    if (byte === escape) {
      this.state = State.Escape;
      return Key.None;
    }
    if (byte < 0x20 || byte === 0x7f) return controlKey(byte);
    return byte < 0x80 ? this.emit(byte) : this.startCharacter(byte);
  }

  private acceptEscape(byte: u8): Key {
    this.state = State.Ground;
    switch (byte) {
      case 0x5b:
        this.state = State.Sequence;
        this.parameters = "";
        return Key.None;
      case 0x4f:
        this.state = State.Single;
        return Key.None;
      case escape:
        this.state = State.Escape;
        return Key.None;
      case 0x62:
        return Key.WordLeft;
      case 0x64:
        return Key.KillWordRight;
      case 0x66:
        return Key.WordRight;
      case 0x7f:
        return Key.KillWord;
      default:
        return byte < 0x20 ? this.acceptGround(byte) : Key.Unknown;
    }
  }

  /** Parameters (0x30 to 0x3f) and intermediates (0x20 to 0x2f) up to a final byte. */
  private acceptSequence(byte: u8): Key {
    if (byte >= 0x20 && byte <= 0x3f) {
      if (this.parameters.length < mostParameterBytes) this.parameters += String.fromCharCode(byte);
      return Key.None;
    }
    this.state = State.Ground;
    return byte >= 0x40 && byte <= 0x7e ? sequenceKey(byte, this.parameters) : this.acceptGround(byte);
  }

  private startCharacter(byte: u8): Key {
    if (byte >= 0xc2 && byte <= 0xdf) return this.expect(1, byte & 0x1f, 0x80);
    if (byte >= 0xe0 && byte <= 0xef) return this.expect(2, byte & 0x0f, 0x800);
    if (byte >= 0xf0 && byte <= 0xf4) return this.expect(3, byte & 0x07, 0x10000);
    return Key.Unknown;
  }

  /** @param least smallest code point of that many bytes */
  private expect(missing: u32, partial: u32, least: u32): Key {
    this.state = State.Character;
    this.missing = missing;
    this.partial = partial;
    this.least = least;
    return Key.None;
  }

  private acceptContinuation(byte: u8): Key {
    if ((byte & 0xc0) !== 0x80) {
      this.state = State.Ground;
      return this.acceptGround(byte);
    }
    this.partial = this.partial * 64 + (byte & 0x3f);
    this.missing--;
    if (this.missing > 0) return Key.None;
    this.state = State.Ground;
    return this.partial >= this.least ? this.emit(this.partial) : Key.Unknown;
  }

  /** Controls of the upper half, surrogates and what lies beyond Unicode are no characters. */
  private emit(point: u32): Key {
    if ((point >= 0x80 && point < 0xa0) || (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) return Key.Unknown;
    this.character = point;
    return Key.Character;
  }
}

function controlKey(byte: u8): Key {
  switch (byte) {
    case 0x01:
      return Key.Home;
    case 0x02:
      return Key.Left;
    case 0x03:
      return Key.Interrupt;
    case 0x04:
      return Key.EndOfInput;
    case 0x05:
      return Key.End;
    case 0x06:
      return Key.Right;
    case 0x07:
      return Key.Cancel;
    case 0x08:
    case 0x7f:
      return Key.Backspace;
    case 0x09:
      return Key.Complete;
    case 0x0a:
    case 0x0d:
      return Key.Enter;
    case 0x0b:
      return Key.KillToEnd;
    case 0x0c:
      return Key.ClearScreen;
    case 0x0e:
      return Key.Down;
    case 0x10:
      return Key.Up;
    case 0x12:
      return Key.Search;
    case 0x14:
      return Key.Transpose;
    case 0x15:
      return Key.KillToStart;
    case 0x17:
      return Key.KillWord;
    case 0x19:
      return Key.Yank;
    default:
      return Key.Unknown;
  }
}

/** The key of `ESC [ parameters final`, or of `ESC O final`. */
function sequenceKey(final: u8, parameters: string): Key {
  const withModifier = parameters.endsWith(";5") || parameters.endsWith(";3");
  switch (final) {
    case 0x41:
      return Key.Up;
    case 0x42:
      return Key.Down;
    case 0x43:
      return withModifier ? Key.WordRight : Key.Right;
    case 0x44:
      return withModifier ? Key.WordLeft : Key.Left;
    case 0x46:
      return Key.End;
    case 0x48:
      return Key.Home;
    case 0x7e:
      return tildeKey(parameters);
    default:
      return Key.Unknown;
  }
}

function tildeKey(parameters: string): Key {
  switch (parameters) {
    case "1":
    case "7":
      return Key.Home;
    case "3":
      return Key.Delete;
    case "3;5":
    case "3;3":
      return Key.KillWordRight;
    case "4":
    case "8":
      return Key.End;
    default:
      return Key.Unknown;
  }
}
