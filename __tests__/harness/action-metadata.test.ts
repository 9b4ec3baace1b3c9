import { describe, expect, test } from '@jest/globals'
import { inputVariable, parseActionMetadata, resolveInputs } from '../../harness/action-metadata.ts'

const METADATA = parseActionMetadata(`
name: Example
inputs:
  client-id: { description: x, required: true }
  region: { default: NA }
  retries: { default: 4 }
  verify: { default: true }
  token: { default: '\${{ github.token }}' }
  url: { default: '\${{ github.server_url }}/\${{GitHub.Repository}}' }
  old: { deprecationMessage: Use region. }
runs: { using: node24, main: dist/index.js }
`)

const GITHUB = { token: 't0ken', server_url: 'https://github.com', repository: 'octo-org/orders' }

function resolved(given: Readonly<Record<string, string>>) {
  const { values, warnings } = resolveInputs(METADATA, given, GITHUB)
  return { values: Object.fromEntries(values), warnings }
}

describe('inputs', () => {
  test('are all present, with defaults as strings', () => {
    expect(resolved({})).toEqual({
      values: {
        'client-id': '',
        region: 'NA',
        retries: '4',
        verify: 'true',
        token: 't0ken',
        url: 'https://github.com/octo-org/orders',
        old: ''
      },
      warnings: []
    })
  })

  test('given as an empty string keep the default away', () => {
    expect(resolved({ region: '' }).values).toMatchObject({ region: '' })
  })

  test('are known in any case', () => {
    expect(resolved({ Region: 'EU' })).toMatchObject({ values: { region: 'EU' }, warnings: [] })
  })

  test('that are deprecated bring a warning when the step sets them', () => {
    expect(resolved({ old: '' }).warnings).toEqual([
      "Input 'old' has been deprecated with message: Use region."
    ])
  })

  test('that are not declared bring a warning and are handed on', () => {
    const { values, warnings } = resolved({ regoin: 'EU', colour: 'red' })
    expect(values).toMatchObject({ regoin: 'EU', colour: 'red', region: 'NA' })
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Unexpected input\(s\) 'regoin', 'colour', valid inputs are \['client-id', /
      )
    ])
  })

  test.each([
    ['client-id', 'INPUT_CLIENT-ID'],
    ['a b.c', 'INPUT_A_B.C']
  ])('%s reaches the action as %s', (name, variable) => {
    expect(inputVariable(name)).toBe(variable)
  })

  test.each(['secrets.x', 'github.unknown', "format('{0}', 1)", 'github.constructor'])(
    'with a default of %s are refused',
    (expression) => {
      const metadata = parseActionMetadata(
        `inputs: {a: {default: "\${{ ${expression} }}"}}\nruns: {using: node24, main: a.js}`
      )
      expect(() => resolveInputs(metadata, {}, GITHUB)).toThrow(/input "a" holds an expression/)
      expect(resolveInputs(metadata, { a: '' }, GITHUB).values.get('a')).toBe('')
    }
  )
})

describe('action.yml', () => {
  test.each([
    ['runs: {using: node22, main: a.js}', /runs.using must be one of/],
    ['runs: {using: node24}', /runs.main/],
    ['runs: {using: node24, main: a.js, args: x}', /unknown key "args"/],
    ['inputs: {a: {}, A: {}}\nruns: {using: node24, main: a.js}', /twice/],
    ['inputs: {a: {default: [1]}}\nruns: {using: node24, main: a.js}', /must be a scalar/],
    ['inputs: &x {}\nruns: *x', /lias/],
    ['a: b: c', /not valid YAML/],
    ['[]', /action.yml must be a mapping/]
  ])('%j is refused', (text, message) => {
    expect(() => parseActionMetadata(text)).toThrow(message)
  })
})
