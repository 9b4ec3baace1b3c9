import { splitLines } from './lines.ts'

export type NameAndValue = { readonly name: string; readonly value: string }

/**
 * Reads the records of GITHUB_OUTPUT, GITHUB_STATE or GITHUB_ENV: `name=value` on one line, or
 * `name<<delimiter`, the value's lines, and a line that equals the delimiter.
 * Yields record by record: what stands before a mistake counts, then it throws.
 */
export function* parseFileCommand(text: string, windows = false): Generator<NameAndValue> {
  const source = new RecordLines(text, windows)
  for (let line = source.next(); line !== undefined; line = source.next()) {
    if (line.text === '') continue
    const equals = line.text.indexOf('=')
    const heredoc = line.text.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new Error(`A record has no name: "${line.text}".`)
      yield { name: line.text.slice(0, equals), value: line.text.slice(equals + 1) }
    } else if (heredoc >= 0) {
      const name = line.text.slice(0, heredoc)
      const delimiter = line.text.slice(heredoc + 2)
      if (name === '' || delimiter === '') {
        throw new Error(`A record needs a name and a delimiter: "${line.text}".`)
      }
      yield { name, value: source.valueUpTo(delimiter) }
    } else {
      throw new Error(`A record has neither "=" nor "<<": "${line.text}".`)
    }
  }
}

/** Folders for the PATH of later steps, the newest last; a repeated one moves to the end. */
export function parsePathFile(text: string): readonly string[] {
  const folders = new Set<string>()
  for (const line of splitLines(text)) {
    if (line === '') continue
    folders.delete(line)
    folders.add(line)
  }
  return [...folders]
}

type RecordLine = { readonly text: string; readonly lineEnd: string | undefined }

class RecordLines {
  readonly #text: string
  readonly #lineEnd: RegExp
  #index = 0

  constructor(text: string, windows: boolean) {
    this.#text = text
    // Elsewhere than on Windows a CR belongs to the value.
    this.#lineEnd = windows ? /\r?\n/g : /\n/g
  }

  next(): RecordLine | undefined {
    const start = this.#index
    if (start >= this.#text.length) return undefined
    this.#lineEnd.lastIndex = start
    const found = this.#lineEnd.exec(this.#text)
    if (found === null) {
      this.#index = this.#text.length
      return { text: this.#text.slice(start), lineEnd: undefined }
    }
    this.#index = found.index + found[0].length
    return { text: this.#text.slice(start, found.index), lineEnd: found[0] }
  }

  /** The text before the delimiter's line, without the line end just before it. */
  valueUpTo(delimiter: string): string {
    const start = this.#index
    let end = start
    for (let line = this.next(); line?.text !== delimiter; line = this.next()) {
      if (line?.lineEnd === undefined) {
        throw new Error(`The delimiter "${delimiter}" does not come again on a line of its own.`)
      }
      end = this.#index - line.lineEnd.length
    }
    return this.#text.slice(start, end)
  }
}
