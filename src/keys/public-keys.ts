import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint'
import { ActionError, inputError } from '../error.ts'
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  stringMember
} from '../json/json.ts'
import { maskSecret } from '../secrets.ts'
import { ACCEPTED_KINDS, kindOf, PRIVATE_MEMBERS } from './key-kinds.ts'

/** A checked set of public keys. */
export type KeySet = {
  /** The JWKS as PingOne keeps it: JSON in a string. */
  readonly jwks: string
  /** Sentences about what is not an error and may be a mistake. */
  readonly warnings: readonly string[]
}

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g

/**
 * Reads public keys from a JWKS, a single JWK, or PEM public keys and certificates, several in one
 * text. Keys in PEM and a single JWK get the RFC 7638 thumbprint as `kid` when they have none.
 * `source` names the input in messages. Throws an ActionError that never shows a private key.
 */
export async function readPublicKeys(text: string, source: string): Promise<KeySet> {
  const warnings: string[] = []
  const isJson = text.trimStart().startsWith('{')
  const keys = isJson ? await readJson(text, source) : await readPem(text, source, warnings)
  const kinds = keys.map((key, index) => checkKey(key, `Key ${index + 1} of ${source}`))
  checkSet(keys, source)
  if (kinds.includes('EC')) {
    warnings.push(
      `${source} holds EC keys. Parts of PingOne's documentation name RS256, RS384 and RS512 alone for PRIVATE_KEY_JWT: try the sign-in before you rely on it.`
    )
  }
  return { jwks: JSON.stringify({ keys }), warnings }
}

async function readJson(text: string, source: string): Promise<readonly JsonObject[]> {
  let document: Json
  try {
    document = parseJson(text)
  } catch {
    // The parser's message quotes the text, which may hold a private key.
    throw inputError(`${source} begins like a JWKS or a JWK but is not JSON.`, 'Correct the text.')
  }
  const members = isObject(document) ? document : {}
  if (!Object.hasOwn(members, 'keys')) {
    refusePrivate(members, source)
    return [await withKid(members)]
  }
  const { keys } = members
  if (!isArray(keys) || !keys.every(isObject)) {
    throw inputError(`"keys" of ${source} must be a list of JWKs.`, 'Correct the JWKS.')
  }
  keys.forEach((key, index) => {
    refusePrivate(key, `Key ${index + 1} of ${source}`)
  })
  return keys
}

async function readPem(
  text: string,
  source: string,
  warnings: string[]
): Promise<readonly JsonObject[]> {
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) {
    maskSecret(text)
    throw privateKey(source)
  }
  const blocks = [...text.replaceAll('\\n', '\n').matchAll(PEM_BLOCK)]
  if (blocks.length === 0) {
    throw inputError(
      `${source} holds neither a JWKS or JWK nor keys or certificates in PEM.`,
      'Give public keys in one of these forms.'
    )
  }
  return Promise.all(
    blocks.map(([block, label = ''], index) => {
      const name = `Block ${index + 1} of ${source}`
      const key = readBlock(block, label, name)
      if (label === 'CERTIFICATE') warnings.push(...aboutValidity(new X509Certificate(block), name))
      return withKid({ ...(key.export({ format: 'jwk' }) as JsonObject), use: 'sig' })
    })
  )
}

function readBlock(block: string, label: string, name: string): KeyObject {
  try {
    // Node takes a certificate for the public key in it.
    if (['CERTIFICATE', 'PUBLIC KEY', 'RSA PUBLIC KEY'].includes(label))
      return createPublicKey(block)
  } catch {
    // The same sentence as for a block of another kind.
  }
  throw inputError(
    `${name} is not a public key or a certificate in PEM.`,
    'Give the whole block, from -----BEGIN to END-----.'
  )
}

function aboutValidity({ validFrom, validTo }: X509Certificate, name: string): string[] {
  const now = Date.now()
  if (Date.parse(validTo) < now) {
    return [
      `${name} is a certificate that expired (${validTo}); PingOne takes its key all the same. Check that it is the right one.`
    ]
  }
  if (Date.parse(validFrom) > now) {
    return [
      `${name} is a certificate that is not valid yet (${validFrom}). Check that it is the right one.`
    ]
  }
  return []
}

/** The key with the RFC 7638 thumbprint as `kid`, where it has none and one can be made. */
async function withKid(key: JsonObject): Promise<JsonObject> {
  if (Object.hasOwn(key, 'kid')) return key
  try {
    return { ...key, kid: await calculateJwkThumbprint({ ...key }) }
  } catch {
    return key // It lacks what a key needs, which the check says next.
  }
}

function refusePrivate(key: JsonObject, name: string): void {
  const members = PRIVATE_MEMBERS.filter((member) => Object.hasOwn(key, member))
  for (const member of members) maskSecret(stringMember(key, member) ?? '')
  if (members.length > 0) throw privateKey(name)
}

/** Checks one public JWK and returns its type. */
function checkKey(jwk: JsonObject, name: string): string {
  const key = importKey(jwk)
  const kind = key && kindOf(key)
  if (kind === undefined) {
    throw inputError(
      `${name} is not of a kind that PingOne verifies.`,
      `Use ${ACCEPTED_KINDS}, whole and in the form of RFC 7517.`
    )
  }
  const alg = Object.hasOwn(jwk, 'alg') ? (stringMember(jwk, 'alg') ?? '') : undefined
  if (alg !== undefined && !kind.algorithms.includes(alg)) {
    throw inputError(
      `${name} has "alg" ${JSON.stringify(alg)}, which does not go with it.`,
      `Set it to ${kind.algorithms.join(' or ')}, or leave it out.`
    )
  }
  if (Object.hasOwn(jwk, 'kid') && !stringMember(jwk, 'kid')) {
    throw inputError(`"kid" of ${name} must be a text that is not empty.`, 'Correct the key.')
  }
  const { key_ops: operations, use } = jwk
  const verifies = isArray(operations) && operations.includes('verify')
  if (use !== 'enc' && operations !== undefined && !verifies) {
    throw inputError(
      `"key_ops" of ${name} does not let it verify.`,
      'Add "verify" to it, or leave it out.'
    )
  }
  return kind.crv === undefined ? 'RSA' : 'EC'
}

function importKey(jwk: JsonObject): KeyObject | undefined {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' })
  } catch {
    return undefined
  }
}

function checkSet(keys: readonly JsonObject[], source: string): void {
  if (!keys.some(({ use }) => use === undefined || use === 'sig')) {
    throw inputError(
      `${source} holds no key for signing.`,
      'Give at least one key whose "use" is "sig" or left out.'
    )
  }
  const kids = keys.map((key) => stringMember(key, 'kid'))
  if (kids.length > 1 && kids.includes(undefined)) {
    throw inputError(
      `Key ${kids.indexOf(undefined) + 1} of ${source} has no "kid", by which the keys of a set are told apart.`,
      'Give every key a "kid" of its own.'
    )
  }
  const repeated = kids.findIndex((kid, index) => kids.indexOf(kid) !== index)
  if (repeated >= 0) {
    throw inputError(
      `Key ${repeated + 1} of ${source} has the same "kid" as key ${kids.indexOf(kids[repeated]) + 1}.`,
      'Give every key a "kid" of its own, and each key once.'
    )
  }
}

function privateKey(name: string): ActionError {
  return new ActionError(`${name} holds a private key, and PingOne must get public keys alone.`, {
    code: 'PRIVATE_KEY_GIVEN',
    hint: 'Treat that key as exposed: make a new pair, and give the public key.'
  })
}
