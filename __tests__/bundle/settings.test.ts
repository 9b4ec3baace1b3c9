import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../../emulator/index.ts'
import { errorsOf, runStep } from './step.ts'

let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

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
  ],
  ['a nesting without end', '['.repeat(20_000), 'settings is not valid YAML or JSON at line 1']
])('settings with %s are refused before any request', async (_what, settings, sentence) => {
  const run = await runStep(emulator, { inputs: { settings } })
  expect(run.exitCode).toBe(1)
  expect(errorsOf(run)).toEqual([expect.stringContaining(sentence)])
  expect(emulator.requests).toEqual([])
})
