import type { Json } from '../json/json.ts'

const LONGEST_VALUE = 300

// Application documents may hold keys of Google Play's integrity service; what settings will bring
// one day nobody knows, so the name decides.
const SECRET_NAMES = /secret|password|credential|token$|privatekey|decryptionkey|verificationkey/i

/** A property's value for people: as JSON, cut when it is long, and hidden when it may be a secret. */
export function showValue(path: string, value: Json | undefined): string {
  if (value === undefined) return '(not set)'
  if (SECRET_NAMES.test(path) && typeof value !== 'boolean') return '(hidden)'
  const text = JSON.stringify(value, (name, member) =>
    SECRET_NAMES.test(name) && typeof member === 'string' ? '(hidden)' : member
  )
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
