import { describe, expect, test } from '@jest/globals'
import { parseJson } from '../../src/json/json.ts'
import { mergePatch } from '../../src/json/merge-patch.ts'

describe('mergePatch', () => {
  // RFC 7396, appendix A.
  test.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}']
  ])('turns %s with the patch %s into %s', (target, patch, result) => {
    expect(JSON.stringify(mergePatch(parseJson(target), parseJson(patch)))).toBe(result)
  })

  test('treats names that objects inherit as names', () => {
    const target = parseJson('{"toString":"a","__proto__":{"x":1}}')
    const patch = parseJson('{"constructor":{"b":1},"__proto__":{"y":2}}')
    expect(JSON.stringify(mergePatch(target, patch))).toBe(
      '{"toString":"a","__proto__":{"x":1,"y":2},"constructor":{"b":1}}'
    )
  })

  test('leaves the target as it is', () => {
    const target = parseJson('{"a":{"b":1}}')
    mergePatch(target, parseJson('{"a":{"b":2}}'))
    expect(JSON.stringify(target)).toBe('{"a":{"b":1}}')
  })
})
