import { describe, expect, test } from '@jest/globals'
import { LineReader, splitLines } from '../../harness/lines.ts'

function read(...chunks: readonly Uint8Array[]): readonly string[] {
  const lines: string[] = []
  const reader = new LineReader((line) => lines.push(line))
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  return lines
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text)
}

describe('lines of a stream', () => {
  test.each([
    ['a\nb\n', ['a', 'b']],
    ['a\r\nb', ['a', 'b']],
    ['a\rb\r', ['a', 'b']],
    ['\n\r\n\r', ['', '', '']],
    ['', []]
  ])('%j is read as %j', (text, lines) => {
    expect(read(bytes(text))).toEqual(lines)
    expect(read(...[...Buffer.from(text)].map((byte) => Uint8Array.of(byte)))).toEqual(lines)
    expect(splitLines(text)).toEqual(lines)
  })

  test('a character cut in two by the chunks stays whole', () => {
    const text = bytes('schön 🔑\n')
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(read(text.subarray(0, cut), text.subarray(cut))).toEqual(['schön 🔑'])
    }
  })

  test('a CRLF cut in two by the chunks ends one line', () => {
    expect(read(bytes('a\r'), bytes('\nb\n'))).toEqual(['a', 'b'])
  })
})
