import { expect, test } from '@jest/globals'
import { DECLARED_INPUTS, suggestInput } from '../../src/inputs/declared.ts'

test.each([
  ['dry_run', 'mode: plan'],
  ['auth_method', 'auth-method'],
  ['enviroment-id', 'environment-id'],
  ['client-secret', 'worker-client-secret'],
  ['token', 'access-token'],
  ['something-else-entirely', undefined],
  ['', undefined],
  ['constructor', undefined]
])('for "%s" the suggestion is %s', (name, suggestion) => {
  expect(suggestInput(name)).toBe(suggestion)
})

test('no input is a misspelling of another', () => {
  for (const input of DECLARED_INPUTS) expect(suggestInput(input)).toBe(input)
})
