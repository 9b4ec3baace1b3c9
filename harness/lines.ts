/** Cuts a stream of bytes into lines as .NET's ReadLine does: at LF, CRLF and a bare CR. */
export class LineReader {
  readonly #decoder = new TextDecoder()
  readonly #onLine: (line: string) => void
  #rest = ''
  #afterCarriageReturn = false

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  /** Returns the decoded text; a character cut in two by the chunks comes with the second. */
  push(chunk: Uint8Array): string {
    const text = this.#decoder.decode(chunk, { stream: true })
    this.#split(text)
    return text
  }

  /** What stands after the last line end is a line too, unless it is empty. */
  end(): string {
    const text = this.#decoder.decode()
    this.#split(text)
    if (this.#rest !== '') this.#onLine(this.#rest)
    this.#rest = ''
    return text
  }

  #split(text: string): void {
    if (text === '') return
    // The CR ended a line already: an LF that opens the next chunk belongs to it.
    const fresh = this.#afterCarriageReturn && text.startsWith('\n') ? text.slice(1) : text
    this.#afterCarriageReturn = text.endsWith('\r')
    const lines = (this.#rest + fresh).split(/\r\n|\r|\n/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#onLine(line)
  }
}

export function splitLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}
