import { inputError } from './error.ts'
import { exactNumber, isArray, isObject, type Json, type JsonObject } from './json/json.ts'

const READ_ONLY = [
  'id',
  'environment',
  'clientId',
  'clientSecret',
  'createdAt',
  'updatedAt',
  'assignActorRoles',
  '_links',
  '_embedded',
  'type',
  'protocol'
]

/** Properties that have an input of their own, and whether settings may at least clear them. */
const OWNED: { readonly [name: string]: { readonly input: string; readonly clearable: boolean } } =
  {
    tokenEndpointAuthMethod: { input: 'auth-method', clearable: false },
    jwks: { input: 'jwks or jwks-file', clearable: true },
    jwksUrl: { input: 'jwks-url', clearable: true }
  }

// Names that reach into a JavaScript object's prototype in less careful programs further on.
const UNSAFE_NAMES = ['__proto__', 'constructor', 'prototype']

/**
 * Parses the input `settings`, a YAML or JSON mapping that is a JSON Merge Patch (RFC 7396).
 * Throws an ActionError that names the line and column, or the property that is refused.
 */
export async function parseSettings(text: string): Promise<JsonObject> {
  const settings = await parseYaml(text)
  if (!isObject(settings)) {
    throw inputError(
      'settings must be a mapping of properties.',
      'Write it like "description: Signs in with its own key".'
    )
  }
  for (const [name, value] of Object.entries(settings)) refuseProperty(name, value)
  refuseUnsafeNames(settings)
  return settings
}

function refuseProperty(name: string, value: Json): void {
  if (READ_ONLY.includes(name)) {
    throw inputError(
      `settings must not contain "${name}", which PingOne does not let a write change.`,
      'Remove it.'
    )
  }
  const owner = Object.hasOwn(OWNED, name) ? OWNED[name] : undefined
  if (owner !== undefined && !(owner.clearable && value === null)) {
    const exception = owner.clearable ? ' (settings may only clear it, with null)' : ''
    throw inputError(
      `settings must not contain "${name}"${exception}.`,
      `Use the input ${owner.input} for it.`
    )
  }
}

function refuseUnsafeNames(value: Json): void {
  if (isArray(value)) value.forEach(refuseUnsafeNames)
  if (!isObject(value)) return
  for (const [name, member] of Object.entries(value)) {
    if (UNSAFE_NAMES.includes(name)) {
      throw inputError(`settings must not contain "${name}" at any depth.`, 'Remove it.')
    }
    refuseUnsafeNames(member)
  }
}

async function parseYaml(text: string): Promise<Json> {
  const { isScalar, LineCounter, parseDocument, visit } = await import('yaml')
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    resolveKnownTags: false
  })
  // A warning is a tag outside of YAML 1.2's core schema, whose value JSON cannot express.
  const problem = document.errors[0] ?? document.warnings[0]
  const at = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset)
    return `line ${line}, column ${col}`
  }
  if (problem !== undefined) {
    throw inputError(
      `settings is not valid YAML or JSON at ${at(problem.pos[0])}: ${problem.message.split('\n')[0]}.`,
      'Correct the text.'
    )
  }
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'number') return
      if (!Number.isFinite(node.value)) {
        throw inputError(
          `settings has a number at ${at(node.range?.[0] ?? 0)} that JSON cannot express.`,
          'Use a finite number.'
        )
      }
      if (isScalar(node) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(node.source ?? '')) {
        node.value = exactNumber(node.source ?? '')
      }
    }
  })
  try {
    return document.toJS() as Json
  } catch {
    throw inputError('settings uses more aliases than is safe to expand.', 'Write the values out.')
  }
}
