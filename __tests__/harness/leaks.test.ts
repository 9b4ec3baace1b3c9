import { describe, expect, test } from '@jest/globals'
import { assertNoLeak, createLeakSearch } from '../../harness/leaks.ts'

const SECRET = `p~>?l "a'n/t\\e&d+é!`

function base64Behind(before: string, after: string): string {
  return Buffer.from(`${before}${SECRET}${after}`).toString('base64')
}

describe('a planted secret', () => {
  test.each([
    ['plain text', SECRET],
    ['base64', base64Behind('', '')],
    ['base64', base64Behind('1', '')],
    ['base64', base64Behind('22', '')],
    ['base64', base64Behind('', ':more')],
    ['base64', base64Behind('1', ':more')],
    ['base64', base64Behind('22', ':more')],
    ['base64url', base64Behind('', '').replaceAll('+', '-').replaceAll('/', '_')],
    ['base64url', base64Behind('1', '?').replaceAll('+', '-').replaceAll('/', '_')],
    ['base64url', base64Behind('22', '?').replaceAll('+', '-').replaceAll('/', '_')],
    ['hexadecimal', Buffer.from(SECRET).toString('hex')],
    ['hexadecimal', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['a URI component', encodeURIComponent(SECRET)],
    ['a URI component', encodeURIComponent(SECRET).toLowerCase()],
    ['a URI component', encodeURIComponent(SECRET).replace('!', '%21').replace("'", '%27')],
    ['a form field', new URLSearchParams({ a: SECRET }).toString()],
    ['a JSON string', JSON.stringify(SECRET)],
    ['a JSON string', JSON.stringify(SECRET).replace('é', '\\u00e9')],
    ['a JSON string', JSON.stringify(SECRET).replace('/', '\\/')],
    ['XML', 'p~&gt;?l &quot;a&apos;n/t\\e&amp;d+é!'],
    ['HTML', 'p~&gt;?l &quot;a&#39;n/t\\e&amp;d+é!'],
    ['HTML', 'p~&gt;?l &#34;a&#39;n/t\\e&amp;d+é!']
  ])('is found as %s in %j', (encoding, text) => {
    const search = createLeakSearch(['another secret', SECRET])
    expect(search(`before ${text} after`)).toEqual({ secret: 2, encoding })
  })

  test('is not found where it is not', () => {
    const search = createLeakSearch([SECRET, ''])
    expect(search(SECRET.slice(1))).toBeUndefined()
    expect(search([...SECRET].reverse().join(''))).toBeUndefined()
    expect(search('')).toBeUndefined()
  })

  test('of several lines is found by any of its longer lines, but not by its armour', () => {
    const key =
      '-----BEGIN KEY-----\nfirstlineofthekey\nsecondlineofthekey\nAQAB\n-----END KEY-----\n'
    const search = createLeakSearch([key])
    expect(search('a secondlineofthekey b')).toMatchObject({ encoding: 'plain text' })
    expect(search(Buffer.from('x:firstlineofthekey:').toString('base64'))).toMatchObject({
      encoding: 'base64'
    })
    expect(search(JSON.stringify({ key }))).toBeDefined()
    expect(search('-----BEGIN KEY-----\nAQAB\n-----END KEY-----\n')).toBeUndefined()
  })

  test('is reported by channel and encoding, and not repeated', () => {
    const channels = [
      { name: 'the log', text: '***' },
      { name: 'output "x"', text: Buffer.from('hunter2hunter2').toString('hex') }
    ]
    expect(() => assertNoLeak(channels, ['hunter2hunter2'])).toThrow(
      'The planted secret is visible in output "x" as hexadecimal.'
    )
    expect(() => assertNoLeak(channels, ['other-secret', 'hunter2hunter2'])).toThrow(
      'Number 2 of the planted secrets is visible in output "x" as hexadecimal.'
    )
    expect(() => assertNoLeak(channels, ['other-secret'])).not.toThrow()
  })
})
