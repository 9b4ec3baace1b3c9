import { createPrivateKey, createPublicKey, type KeyObject, type webcrypto } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint'
import { inputError } from '../error.ts'
import { isObject, type JsonObject, parseJson, stringMember } from '../json/json.ts'
import { maskSecret } from '../secrets.ts'
import { ACCEPTED_KINDS, kindOf, PRIVATE_MEMBERS } from './key-kinds.ts'

/** A key that signs client assertions, with the `kid` that names its public part. */
export type SigningKey = { readonly key: webcrypto.CryptoKey; readonly kid: string }

/**
 * Imports a private key in PEM or as a JWK. Its `kid` is the JWK's, else the RFC 7638 thumbprint; the
 * algorithm is the JWK's `alg`, else RS256 or that of the curve. Throws an ActionError that names the
 * input and never shows a part of the key.
 */
export async function importPrivateKey(text: string, input: string): Promise<SigningKey> {
  const jwk = text.startsWith('{') ? parseJwk(text, input) : {}
  const privateKey = readKey(text, jwk, input)
  const publicJwk = createPublicKey(privateKey).export({ format: 'jwk' })
  return {
    key: privateKey.toCryptoKey(algorithm(privateKey, jwk, input), false, ['sign']),
    kid: stringMember(jwk, 'kid') ?? (await calculateJwkThumbprint(publicJwk))
  }
}

function parseJwk(text: string, input: string): JsonObject {
  try {
    const jwk = parseJson(text)
    if (!isObject(jwk)) return {}
    for (const name of PRIVATE_MEMBERS) maskSecret(stringMember(jwk, name) ?? '')
    return jwk
  } catch {
    // The parser's message quotes the text.
    throw inputError(
      `${input} begins like a JWK but is not JSON.`,
      'Store the whole JWK in the secret.'
    )
  }
}

function readKey(text: string, jwk: JsonObject, input: string): KeyObject {
  try {
    return text.startsWith('{')
      ? createPrivateKey({ key: { ...jwk }, format: 'jwk' })
      : // Line breaks often become \n on the way into a secret.
        createPrivateKey(text.replaceAll('\\n', '\n'))
  } catch (cause) {
    const isEncrypted = /ENCRYPTED/.test(text)
    throw inputError(
      `${input} ${isEncrypted ? 'is encrypted' : 'is not a private key in PEM or as a JWK'}.`,
      isEncrypted
        ? 'Store the key without a passphrase; the secret protects it.'
        : 'Store the whole text, from -----BEGIN to END-----, or the JWK with its private members.',
      cause
    )
  }
}

function algorithm(key: KeyObject, jwk: JsonObject, input: string): webcrypto.AlgorithmIdentifier {
  const kind = kindOf(key)
  const alg = stringMember(jwk, 'alg') ?? kind?.algorithms[0] ?? ''
  if (!kind?.algorithms.includes(alg)) {
    throw inputError(`${input} is not of a kind that PingOne verifies.`, `Use ${ACCEPTED_KINDS}.`)
  }
  const parameters =
    kind.crv === undefined
      ? { name: 'RSASSA-PKCS1-v1_5', hash: `SHA-${alg.slice(2)}` }
      : { name: 'ECDSA', namedCurve: kind.crv }
  return parameters
}
