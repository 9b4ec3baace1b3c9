import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonical, parseJson } from '../../src/json/json.ts'

describe('parseJson', () => {
  test.each([
    '12345678901234567890',
    '-0',
    '1e400',
    '0.1000000000000000055511151231257827',
    '123456789012345678901234567890.5e-3'
  ])('keeps the number %s, which a JavaScript number cannot hold', (number) => {
    expect(JSON.stringify(parseJson(`{"n":[${number}]}`))).toBe(`{"n":[${number}]}`)
  })

  test.each([
    ['1.10', 1.1],
    ['1e2', 100],
    ['0.000', 0],
    ['12E-1', 1.2]
  ])('takes the number %s for the JavaScript number of the same value', (text, value) => {
    expect(parseJson(text)).toBe(value)
  })

  test('gives back any JSON document unchanged', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(JSON.stringify(parseJson(text)))).toEqual(
          JSON.parse(JSON.stringify(JSON.parse(text)))
        )
      })
    )
  })

  test('keeps a member named __proto__ a member', () => {
    expect(JSON.stringify(parseJson('{"__proto__":{"admin":true}}'))).toBe(
      '{"__proto__":{"admin":true}}'
    )
  })
})

describe('canonical', () => {
  test.each([
    ['members in another order', '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['arrays in another order', '["x","y"]', '["y","x"]'],
    ['arrays of objects in another order', '[{"id":"1"},{"id":"2"}]', '[{"id":"2"},{"id":"1"}]'],
    ['a null and an absent member', '{"a":null}', '{}'],
    ['numbers in another spelling', '12345678901234567890.0', '1234567890123456789e1'],
    ['zeros in another spelling', '[0]', '[0.00]']
  ])('is the same for %s', (_what, one, other) => {
    expect(canonical(parseJson(one))).toBe(canonical(parseJson(other)))
  })

  test.each([
    [
      'numbers that a JavaScript number cannot tell apart',
      '12345678901234567890',
      '12345678901234567891'
    ],
    ['a number and its text', '1', '"1"'],
    ['an array and its text', '["a"]', '"[\\"a\\"]"'],
    ['an absent member and an empty text', '{"a":""}', '{}'],
    ['null and an empty array', 'null', '[]']
  ])('differs for %s', (_what, one, other) => {
    expect(canonical(parseJson(one))).not.toBe(canonical(parseJson(other)))
  })
})
