import leven from 'leven'
import type { InputReader } from './reader.ts'

/** The inputs that action.yml declares; a test keeps the two the same. */
export const DECLARED_INPUTS: readonly string[] = [
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
]

// What other tools call things that have another name here.
const FAMILIAR_NAMES: { readonly [name: string]: string } = {
  'dry-run': 'mode: plan',
  dryrun: 'mode: plan',
  plan: 'mode: plan',
  check: 'mode: check',
  method: 'auth-method',
  'token-endpoint-auth-method': 'auth-method',
  timeout: 'request-timeout or time-limit',
  retries: 'max-retries',
  environment: 'environment-id',
  application: 'application-id'
}

// More than one edit in three letters makes another word.
const LETTERS_PER_EDIT = 3

/** Refuses inputs that nobody declared: the runner only warns of them, and a typo would do the real thing. */
export function refuseUndeclared(reader: InputReader, environment: NodeJS.ProcessEnv): void {
  for (const variable of Object.keys(environment).sort()) {
    if (!variable.toUpperCase().startsWith('INPUT_')) continue
    const name = variable.slice('INPUT_'.length).toLowerCase()
    if (DECLARED_INPUTS.includes(name)) continue
    const suggestion = suggestInput(name)
    reader.refuse(
      `${name} is not an input of this action.`,
      suggestion === undefined
        ? 'Remove it; the README lists the inputs.'
        : `Did you mean ${suggestion}?`
    )
  }
}

/** The input that a misspelt name is likely to stand for. */
export function suggestInput(name: string): string | undefined {
  const kebab = name.replaceAll('_', '-')
  if (Object.hasOwn(FAMILIAR_NAMES, kebab)) return FAMILIAR_NAMES[kebab]
  const byDistance = DECLARED_INPUTS.map((input) => ({ input, edits: leven(kebab, input) }))
  const [nearest] = byDistance.sort((one, other) => one.edits - other.edits)
  if (nearest !== undefined && nearest.edits * LETTERS_PER_EDIT <= kebab.length)
    return nearest.input
  return DECLARED_INPUTS.find((input) => input.endsWith(`-${kebab}`))
}
