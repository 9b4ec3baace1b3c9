import { maskSecret } from '../secrets.ts'
import type { InputReader } from './reader.ts'

const INPUTS = [
  'manifest',
  'shard',
  'expected-fingerprint',
  'application-client-secret',
  'application-private-key'
]

const VALUES: { readonly [input: string]: readonly [available: string, ...rest: string[]] } = {
  mode: ['apply', 'plan', 'check'],
  verify: ['response', 'read-back', 'client-authentication'],
  'on-failure': ['stop', 'rollback', 'continue'],
  comment: ['false', 'true']
}

/** Refuses inputs that action.yml declares and that this version cannot serve, rather than ignore them. */
export function refuseUnavailable(reader: InputReader): void {
  maskSecret(reader.text('application-client-secret'))
  maskSecret(reader.text('application-private-key'))
  for (const name of INPUTS) {
    if (reader.text(name) !== '') {
      reader.refuse(`${name} is not available yet in this version.`, 'Remove it from the step.')
    }
  }
  for (const [name, values] of Object.entries(VALUES)) {
    const value = reader.choice(name, values, values[0])
    if (value !== values[0]) {
      reader.refuse(
        `${name}: ${value} is not available yet in this version; only ${values[0]} is.`,
        'Remove it from the step.'
      )
    }
  }
}
