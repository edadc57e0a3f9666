/** What stands in the place of a secret wherever it is printed. */
const SHOWN = '[secret]';

/**
 * A text that must not be seen: a client secret, a token, a password. However it is printed, joined to a text, spread,
 * cloned or made JSON of, it gives `[secret]` or nothing; {@link reveal} is the one way to it, and
 * tests/secret.test.ts holds the list of the places that may.
 *
 * It has no `toJSON`: React would call it first and send what it gives. Without one, React finds an object of a class
 * and refuses, so a secret on its way to the browser fails where it would otherwise look like a text.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself, for the one call that needs it. Keep it in no variable that lives on. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return SHOWN;
  }

  [Symbol.toPrimitive](): string {
    return SHOWN;
  }

  /** What console.log and Node's inspect print. By its registered name: this file is sent to the browser, too. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return SHOWN;
  }
}
