import type { KeyObject } from 'node:crypto'

/** RFC 7518 sections 6.2.2, 6.3.2 and 6.4: what a JWK has only when it is not a public key. */
export const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

const LEAST_RSA_BITS = 2048

const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512']
/** By OpenSSL's name of the curve (RFC 7518 section 3.4). */
const EC_KINDS: { readonly [curve: string]: { readonly crv: string; readonly alg: string } } = {
  prime256v1: { crv: 'P-256', alg: 'ES256' },
  secp384r1: { crv: 'P-384', alg: 'ES384' },
  secp521r1: { crv: 'P-521', alg: 'ES512' }
}

export const ACCEPTED_KINDS =
  'an RSA key of at least 2048 bits with RS256, RS384 or RS512, or an EC key on P-256, P-384 or P-521'

/** What a key can sign with for PingOne; `crv` for EC keys alone. */
export type KeyKind = { readonly algorithms: readonly string[]; readonly crv?: string }

/** The kind of a key, or undefined when PingOne does not verify keys of its kind. */
export function kindOf(key: KeyObject): KeyKind | undefined {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa') {
    return modulusLength < LEAST_RSA_BITS ? undefined : { algorithms: RSA_ALGORITHMS }
  }
  const kind = Object.hasOwn(EC_KINDS, namedCurve) ? EC_KINDS[namedCurve] : undefined
  return kind && { algorithms: [kind.alg], crv: kind.crv }
}
