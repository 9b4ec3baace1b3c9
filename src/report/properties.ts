import type { Difference } from '../json/differences.ts'
import { type Json, parseJson } from '../json/json.ts'

const LONGEST_VALUE = 300
const HIDDEN = '(hidden)'

// Application documents may hold keys of Google Play's integrity service; what settings will bring
// one day nobody knows, so the name decides.
const SECRET_NAMES = /secret|password|credential|token$|privatekey|decryptionkey|verificationkey/i

/** A property's value for people: as JSON, cut when it is long, and hidden when it may be a secret. */
export function showValue(path: string, value: Json | undefined): string {
  if (value === undefined) return '(not set)'
  const hidden = hideSecret(path, value)
  const text = hidden === HIDDEN ? HIDDEN : JSON.stringify(hidden)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

/** The difference with values that may be secrets hidden. */
export function hideSecrets({ path, before, after }: Difference): Difference {
  return {
    path,
    ...(before === undefined ? {} : { before: hideSecret(path, before) }),
    ...(after === undefined ? {} : { after: hideSecret(path, after) })
  }
}

function hideSecret(path: string, value: Json): Json {
  if (SECRET_NAMES.test(path) && typeof value !== 'boolean') return HIDDEN
  if (typeof value !== 'object' || value === null) return value
  // By way of text, as that visits every member and keeps raw numbers.
  const text = JSON.stringify(value, (name, member) =>
    SECRET_NAMES.test(name) && typeof member === 'string' ? HIDDEN : member
  )
  return parseJson(text)
}
