import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { splitLines } from '../../harness/lines.ts'
import { parseLogCommand } from '../../harness/log-commands.ts'
import { cleanText, codeHtml, plainMarkdown } from '../../src/report/text.ts'

const hostileWord = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\n',
    '\r',
    '::error::',
    '##[add-mask]',
    '::set-output name=changed::true',
    '%0A',
    '\u202e',
    '\u200b',
    '\ufeff::',
    '\u0085',
    '@octocat',
    '| a |',
    '`',
    '<img src=x>',
    '](https://evil.example)',
    'www.evil.example',
    '&lt;',
    '*_~',
    '\ud800'
  )
)
const hostileText = fc.array(hostileWord, { maxLength: 8 }).map((words) => words.join(''))

describe('cleanText', () => {
  test('leaves no line end, no command and nothing invisible of any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const cleaned = cleanText(text)
        expect(splitLines(cleaned).length).toBeLessThanOrEqual(1)
        expect(parseLogCommand(cleaned)).toBeUndefined()
        expect(parseLogCommand(`Application ${cleaned}`)).toBeUndefined()
        expect(cleaned).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e\u200b\ufeff]/u)
        expect(cleaned.isWellFormed()).toBe(true)
      }),
      { numRuns: 500 }
    )
  })

  test('leaves ordinary text as it is, in any script', () => {
    const text = 'Ordersystem für Köln: ñ 注文 👩‍💻 "a" → b'
    expect(cleanText(text)).toBe(text)
  })

  test('cuts a long text without breaking a character', () => {
    expect(cleanText('👩'.repeat(20), 5)).toBe('👩👩\ufffd…')
  })
})

describe('Markdown', () => {
  test.each([
    ['codeHtml', (text: string) => codeHtml(text).slice('<code>'.length, -'</code>'.length)],
    ['plainMarkdown', plainMarkdown]
  ])('%s leaves nothing that Markdown, HTML or GitHub acts upon', (_name, render) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const rendered = render(text)
        expect(rendered.replace(/&#\d+;/g, '')).not.toMatch(/[<>&|`*_~@[\]:\\!#\n]/)
        expect(rendered).not.toMatch(/www\.\S/)
      }),
      { numRuns: 500 }
    )
  })

  test('reads as the text that it was', () => {
    expect(codeHtml('a|b')).toBe('<code>a&#124;b</code>')
  })
})
