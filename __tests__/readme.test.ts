import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import metadata from '../package.json' with { type: 'json' }

type Declaration = { readonly description: string; readonly default?: string }
type Action = {
  readonly inputs: Readonly<Record<string, Declaration>>
  readonly outputs: Readonly<Record<string, Declaration>>
  readonly runs: { readonly using: string; readonly main: string }
}

const action = parse(read('action.yml')) as Action
const readme = read('README.md')

function read(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
}

/** The rows of the first table below a heading of the README. */
function tableBelow(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section.split('\n').filter((line) => line.startsWith('| `'))
}

describe('the README', () => {
  test('has the inputs of action.yml', () => {
    expect(tableBelow('Inputs')).toEqual(
      Object.entries(action.inputs).map(([name, input]) => {
        const fallback = input.default ? `\`${input.default}\`` : ''
        return `| \`${name}\` | ${fallback} | ${input.description} |`
      })
    )
  })

  test('has the outputs of action.yml', () => {
    expect(tableBelow('Outputs')).toEqual(
      Object.entries(action.outputs).map(
        ([name, { description }]) => `| \`${name}\` | ${description} |`
      )
    )
  })

  test('uses only inputs and outputs that exist', () => {
    const [workflow = ''] = /(?<=```yaml\n)[\s\S]*?(?=```)/.exec(readme) ?? []
    const { steps } = Object.values(parse(workflow).jobs)[0] as {
      steps: [{ with: Record<string, string> }]
    }
    for (const name of Object.keys(steps[0].with)) expect(action.inputs).toHaveProperty(name)
    const used = [...workflow.matchAll(/steps\.pingone\.outputs\.([\w-]+)/g)]
    for (const [, name = ''] of used) expect(action.outputs).toHaveProperty(name)
  })
})

describe('action.yml', () => {
  test('declares the inputs and outputs of the contract', () => {
    expect(Object.keys(action.inputs)).toEqual([
      'environment-id',
      'application-id',
      'application-name',
      'manifest',
      'shard',
      'auth-method',
      'jwks',
      'jwks-file',
      'jwks-url',
      'settings',
      'worker-client-id',
      'worker-client-secret',
      'worker-private-key',
      'worker-auth-method',
      'worker-environment-id',
      'access-token',
      'region',
      'api-url',
      'auth-url',
      'mode',
      'expected-fingerprint',
      'allow-downgrade',
      'verify',
      'application-client-secret',
      'application-private-key',
      'on-failure',
      'request-timeout',
      'max-retries',
      'time-limit',
      'concurrency',
      'requests-per-minute',
      'comment',
      'github-token'
    ])
  })

  test('runs the bundle on node24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' })
  })

  test('gives every input that has a default in the code the same one', () => {
    const code = read('src/inputs/inputs.ts')
    const defaults = [...code.matchAll(/wholeNumber\('([\w-]+)', (\d+)/g)]
    expect(defaults).toHaveLength(5)
    for (const [, name = '', value] of defaults) {
      expect([name, action.inputs[name]?.default]).toEqual([name, value])
    }
  })
})

test('every dependency has an exact version', () => {
  const versions = Object.values({ ...metadata.dependencies, ...metadata.devDependencies })
  for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})
