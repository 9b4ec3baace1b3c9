import { describe, expect, test } from '@jest/globals'
import { SecretMasker } from '../../harness/masks.ts'

function maskedBy(secret: string, text: string): string {
  const masker = new SecretMasker()
  masker.add(secret)
  return masker.mask(text)
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

describe('the masker', () => {
  const secret = `s3cr&t/+"it's"<é>!`

  test.each([
    ['as it is', secret],
    ['in base64', base64(secret)],
    ['in base64 behind one byte more of a triplet', base64(`12${secret}`).slice(4)],
    ['with double quotes escaped for a command line', `s3cr&t/+\\"it's\\"<é>!`],
    ['with single quotes doubled', `s3cr&t/+"it''s"<é>!`],
    ['as a JSON string', JSON.stringify(secret).slice(1, -1)],
    ['as escaped URI data', 's3cr%26t%2F%2B%22it%27s%22%3C%C3%A9%3E%21'],
    ['as XML', 's3cr&amp;t/+&quot;it&apos;s&quot;&lt;é&gt;!']
  ])('hides a secret %s', (_, text) => {
    expect(maskedBy(secret, `before ${text} after`)).toMatch(/^before \S{0,2}\*\*\* after$/)
  })

  test('hides the secret in the base64 of a user name and the secret', () => {
    const secret = 'correct-horse-battery'
    expect(maskedBy(secret, base64(`user1:${secret}`))).toBe(`${base64('user1:')}***`)
    expect(maskedBy(secret, base64(`user:${secret}`))).toMatch(/^.{8}\*\*\*$/)
    expect(maskedBy(secret, base64(`use:${secret}`))).toMatch(/^.{8}\*\*\*$/)
  })

  test.each([
    ['base64url', Buffer.from('~~~~~~~>>>').toString('base64url')],
    ['hexadecimal', Buffer.from('~~~~~~~>>>').toString('hex')],
    ['base64 with something after it', base64('~~~~~~~>>>:more')],
    ['a part of it', '~~~~~~~']
  ])('does not know %s', (_, text) => {
    expect(maskedBy('~~~~~~~>>>', text)).toBe(text)
  })

  test('does not know a URI component that leaves an exclamation mark alone', () => {
    expect(maskedBy('a secret!', encodeURIComponent('a secret!'))).toBe('a%20secret!')
  })

  test('compares letter by letter, case included', () => {
    expect(maskedBy('Secret', 'secret Secret')).toBe('secret ***')
  })

  test('masks even a single letter', () => {
    expect(maskedBy('a', 'banana')).toBe('b***n***n***')
  })

  test('makes one replacement of finds that overlap or touch', () => {
    const masker = new SecretMasker()
    masker.add('abcdef')
    masker.add('defghi')
    masker.add('jkl')
    expect(masker.mask('-abcdefghijkl-')).toBe('-***-')
    expect(masker.mask('abcdef jkl')).toBe('*** ***')
  })

  test('takes a value and its lines, trimmed', () => {
    const masker = new SecretMasker()
    masker.addWithLines('first line\r\n   second line \n\n')
    expect(masker.mask('first line, second line')).toBe('***, ***')
    expect(masker.mask('line')).toBe('line')
  })

  test('takes off double quotes around a long value', () => {
    expect(maskedBy('"quoted value"', 'quoted value')).toBe('***')
    expect(maskedBy('"short"', 'short')).toBe('short')
  })

  test.each([
    ['left&right-hand', 'right-hand'],
    ['left-hand&right', 'left-hand&'],
    ['left-hand&+right-hand', 'ight-hand']
  ])('knows the pieces of %s that PowerShell shows', (secret, piece) => {
    expect(maskedBy(secret, piece)).toBe('***')
  })

  test('leaves text alone without secrets', () => {
    const masker = new SecretMasker()
    masker.add('')
    expect(masker.mask('text')).toBe('text')
  })
})
