import { parseDocument } from 'yaml'

export type ActionMetadata = {
  readonly main: string
  readonly inputs: readonly DeclaredInput[]
}

type DeclaredInput = {
  readonly name: string
  /** May hold expressions. */
  readonly default: string
  readonly deprecationMessage?: string
}

const JAVASCRIPT_RUNTIMES = ['node20', 'node24']
const RUNS_KEYS = ['using', 'main', 'pre', 'pre-if', 'post', 'post-if']

/** Reads the parts of action.yml that decide how a JavaScript action is run. */
export function parseActionMetadata(text: string): ActionMetadata {
  const document = parseDocument(text)
  const [problem] = document.errors
  if (problem !== undefined) throw new Error(`action.yml is not valid YAML: ${problem.message}`)
  const root = mapping(document.toJS({ maxAliasCount: 0 }), 'action.yml')

  const runs = mapping(root.runs, 'runs')
  for (const key of Object.keys(runs)) {
    // The one place in action.yml where the runner refuses unknown keys.
    if (!RUNS_KEYS.includes(key)) throw new Error(`runs has an unknown key "${key}".`)
  }
  const using = scalar(runs.using, 'runs.using').toLowerCase()
  if (!JAVASCRIPT_RUNTIMES.includes(using)) {
    throw new Error(`runs.using must be one of ${JAVASCRIPT_RUNTIMES.join(', ')}, not "${using}".`)
  }
  const main = scalar(runs.main, 'runs.main')
  if (main === '') throw new Error('runs.main must name the script to run.')
  return { main, inputs: declaredInputs(root.inputs) }
}

function declaredInputs(value: unknown): readonly DeclaredInput[] {
  const seen = new Set<string>()
  return Object.entries(mapping(value ?? {}, 'inputs')).map(([name, definition]) => {
    if (seen.has(name.toLowerCase())) throw new Error(`inputs declares "${name}" twice.`)
    seen.add(name.toLowerCase())
    const input = mapping(definition ?? {}, `inputs.${name}`)
    const deprecation = input.deprecationMessage
    return {
      name,
      default: scalar(input.default, `inputs.${name}.default`),
      ...(deprecation == null
        ? {}
        : { deprecationMessage: scalar(deprecation, `inputs.${name}.deprecationMessage`) })
    }
  })
}

export type ResolvedInputs = {
  /** Declared inputs first, then the undeclared ones, which are handed on all the same. */
  readonly values: ReadonlyMap<string, string>
  readonly warnings: readonly string[]
}

/**
 * Puts the step's `with:` and the declared defaults together. A value given as '' counts as given
 * and keeps the default away; `required` is documentation only.
 */
export function resolveInputs(
  metadata: ActionMetadata,
  given: Readonly<Record<string, string>>,
  github: Readonly<Record<string, string>>
): ResolvedInputs {
  const byName = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]))
  const declared = new Map(metadata.inputs.map((input) => [input.name.toLowerCase(), input]))
  const values = new Map<string, string>()
  for (const input of metadata.inputs) {
    const value = byName.get(input.name.toLowerCase())
    values.set(input.name, value ?? evaluateDefault(input, github))
  }

  const warnings: string[] = []
  const unexpected: string[] = []
  for (const [name, value] of Object.entries(given)) {
    const input = declared.get(name.toLowerCase())
    if (input === undefined) {
      unexpected.push(name)
      values.set(name, value)
    } else if (input.deprecationMessage !== undefined) {
      warnings.push(`Input '${name}' has been deprecated with message: ${input.deprecationMessage}`)
    }
  }
  if (unexpected.length > 0) {
    const valid = metadata.inputs.map((input) => input.name)
    warnings.push(
      `Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid.join("', '")}']`
    )
  }
  return { values, warnings }
}

/** Only the space is replaced: `client-id` becomes INPUT_CLIENT-ID. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function evaluateDefault(input: DeclaredInput, github: Readonly<Record<string, string>>): string {
  return input.default.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const key = /^\s*github\.([\w-]+)\s*$/i.exec(expression)?.[1]?.toLowerCase()
    const value = key !== undefined && Object.hasOwn(github, key) ? github[key] : undefined
    if (value === undefined) {
      throw new Error(
        `The default of input "${input.name}" holds an expression unknown here: ${expression.trim()}.`
      )
    }
    return value
  })
}

function mapping(value: unknown, label: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${label} must be a mapping.`)
  }
  return { ...value }
}

function scalar(value: unknown, label: string): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new Error(`${label} must be a scalar.`)
}
