import { createHash } from 'node:crypto'
import { canonical, type JsonObject, parseJson, stringMember, without } from './json/json.ts'
import { NOT_COMPARED, type Plan } from './plan.ts'

/**
 * `sha256:` and hex over what matters of the application as it is and as it is to be. It is the same
 * on any machine and at any time for documents that mean the same, in whatever order.
 */
export function fingerprintOf({ current, desired }: Plan): string {
  const text = [current, desired].map(meaning).join('\n')
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

function meaning(application: JsonObject): string {
  const compared = without(application, NOT_COMPARED)
  const jwks = stringMember(compared, 'jwks')
  return canonical(jwks === undefined ? compared : { ...compared, jwks: parseOrText(jwks) })
}

function parseOrText(jwks: string) {
  try {
    return parseJson(jwks)
  } catch {
    return jwks
  }
}
