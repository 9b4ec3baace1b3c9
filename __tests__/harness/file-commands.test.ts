import { describe, expect, test } from '@jest/globals'
import { parseFileCommand, parsePathFile } from '../../harness/file-commands.ts'

function records(text: string, windows = false): readonly (readonly [string, string])[] {
  return [...parseFileCommand(text, windows)].map(({ name, value }) => [name, value])
}

describe('a command file', () => {
  test.each([
    ['', []],
    [
      '\n\na=1\n\nb=2',
      [
        ['a', '1'],
        ['b', '2']
      ]
    ],
    ['a=', [['a', '']]],
    ['a=b=c<<d', [['a', 'b=c<<d']]],
    [' a = 1 ', [[' a ', ' 1 ']]],
    ['a=1\r\n', [['a', '1\r']]],
    ['a<<EOF\nEOF\n', [['a', '']]],
    ['a<<EOF\n\nEOF', [['a', '']]],
    [
      'a<<EOF\n1\n\n2\nEOF\nb=3',
      [
        ['a', '1\n\n2'],
        ['b', '3']
      ]
    ],
    ['a<<E=F\n1\nE=F', [['a', '1']]],
    ['a<<EOF\n EOF\nEOF \nEOF', [['a', ' EOF\nEOF ']]],
    [
      'a=1\na=2',
      [
        ['a', '1'],
        ['a', '2']
      ]
    ]
  ])('%j holds %j', (text, expected) => {
    expect(records(text)).toEqual(expected)
  })

  test('has CRLF line ends on Windows', () => {
    expect(records('a=1\r\nb<<EOF\r\n2\r\n3\nEOF\r\n', true)).toEqual([
      ['a', '1'],
      ['b', '2\r\n3']
    ])
  })

  test.each([
    ['text', /neither/],
    ['=1', /no name/],
    ['<<EOF\n1\nEOF', /a name and a delimiter/],
    ['a<<\n1\n', /a name and a delimiter/],
    ['a<<EOF', /does not come again/],
    ['a<<EOF\n1', /does not come again/],
    ['a<<EOF\n1\n EOF\n', /does not come again/]
  ])('%j is refused', (text, message) => {
    expect(() => records(text)).toThrow(message)
  })

  test('counts up to its first mistake', () => {
    const seen: string[] = []
    expect(() => {
      for (const { name } of parseFileCommand('a=1\noops\nb=2')) seen.push(name)
    }).toThrow('oops')
    expect(seen).toEqual(['a'])
  })

  test('for the path lists each folder once, where it came last', () => {
    expect(parsePathFile('/a\n\n/b\r\n/a\n')).toEqual(['/b', '/a'])
  })
})
