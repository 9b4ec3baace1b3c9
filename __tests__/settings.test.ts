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
})
