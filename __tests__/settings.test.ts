import { describe, expect, test } from '@jest/globals'
import { parseSettings } from '../src/settings.ts'

describe('parseSettings', () => {
  test('takes YAML and JSON', async () => {
    expect(await parseSettings('description: new\nparTimeout: 90\nicon: null')).toEqual({
      description: 'new',
      parTimeout: 90,
      icon: null
    })
    expect(await parseSettings('{"corsSettings": {"behavior": "ALLOW_NO_ORIGINS"}}')).toEqual({
      corsSettings: { behavior: 'ALLOW_NO_ORIGINS' }
    })
  })

  test('keeps numbers exactly', async () => {
    const settings = await parseSettings('{"future": [12345678901234567890, 0x10, 1.50]}')
    expect(JSON.stringify(settings)).toBe('{"future":[12345678901234567890,16,1.5]}')
  })

  test('lets jwks and jwksUrl be cleared', async () => {
    expect(await parseSettings('jwks: null\njwksUrl: ~')).toEqual({ jwks: null, jwksUrl: null })
  })

  test.each([
    ['an ID', 'id: x', 'must not contain "id"'],
    ['type', 'type: WORKER', 'must not contain "type"'],
    ['the method', 'tokenEndpointAuthMethod: NONE', 'must not contain "tokenEndpointAuthMethod"'],
    ['keys', 'jwks: "{}"', 'may only clear it'],
    ['a prototype', '{"a": [{"__proto__": {}}]}', 'must not contain "__proto__"'],
    ['a list', '- description', 'must be a mapping'],
    ['a text', 'description', 'must be a mapping'],
    ['broken YAML', 'a: 1\nb: [', 'line 2, column 5'],
    ['a member twice', '{"a": 1,\n "a": 2}', 'line 2, column 2'],
    ['a tag', 'a: !!binary aGk=', 'line 1, column 4'],
    ['infinity', 'a: .inf', 'line 1, column 4'],
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`)}]`).join('\n')}`,
      'more aliases'
    ]
  ])('refuses %s', async (_what, text, sentence) => {
    await expect(parseSettings(text)).rejects.toThrow(sentence)
  })
})
