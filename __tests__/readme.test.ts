import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import metadata from '../package.json' with { type: 'json' }
import { DECLARED_INPUTS } from '../src/inputs/declared.ts'

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
    const snippets = [...readme.matchAll(/(?<=```yaml\n)[\s\S]*?(?=```)/g)].map(([text]) => text)
    expect(snippets.length).toBeGreaterThan(2)
    for (const snippet of snippets) {
      const steps = stepsOf(parse(snippet)).filter(({ uses }) => uses?.includes(metadata.name))
      expect(steps.length).toBeGreaterThan(0)
      for (const name of steps.flatMap((step) => Object.keys(step.with ?? {}))) {
        expect(action.inputs).toHaveProperty(name)
      }
      for (const [, name = ''] of snippet.matchAll(/steps\.\w+\.outputs\.([\w-]+)/g)) {
        expect(action.outputs).toHaveProperty(name)
      }
    }
  })
})

type Step = { readonly uses?: string; readonly with?: Readonly<Record<string, string>> }

/** The steps of a snippet that is a workflow or a list of steps. */
function stepsOf(snippet: { jobs: Record<string, { steps: Step[] }> } | Step[]): readonly Step[] {
  return Array.isArray(snippet)
    ? snippet
    : Object.values(snippet.jobs).flatMap(({ steps }) => steps)
}

describe('action.yml', () => {
  test('declares the inputs that the code knows, and no other', () => {
    expect(Object.keys(action.inputs)).toEqual(DECLARED_INPUTS)
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
