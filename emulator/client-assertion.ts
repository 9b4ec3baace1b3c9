import http from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'
import { rootCertificates } from 'node:tls'
import {
  type CryptoKey,
  decodeJwt,
  decodeProtectedHeader,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify
} from 'jose'
import { isObject, type JsonObject, member, parseJson, stringOf } from './json.ts'

const HMAC_ALGORITHMS = ['HS256', 'HS384', 'HS512']
// Ping's reference pages name the RS family only, its workflow pages the ES family as well.
const KEY_PAIR_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512']
const MAX_LIFETIME_SECONDS = 3600

export type ClientAssertion = {
  readonly jwt: string
  readonly method: 'CLIENT_SECRET_JWT' | 'PRIVATE_KEY_JWT'
  readonly clientId: string
  readonly algorithm: string
  readonly keyId: string | undefined
}

/** Reads whom an assertion speaks for; undefined when it is no assertion of a known kind. */
export function readClientAssertion(jwt: string): ClientAssertion | undefined {
  try {
    const { alg = '', kid } = decodeProtectedHeader(jwt)
    const clientId = decodeJwt(jwt).sub
    if (clientId === undefined) return undefined
    const assertion = { jwt, clientId, algorithm: alg, keyId: kid }
    if (HMAC_ALGORITHMS.includes(alg)) return { ...assertion, method: 'CLIENT_SECRET_JWT' }
    if (KEY_PAIR_ALGORITHMS.includes(alg)) return { ...assertion, method: 'PRIVATE_KEY_JWT' }
    return undefined
  } catch {
    return undefined
  }
}

/** RFC 7523, 3, with PingOne's limits: whether one of the keys signed it and its claims hold. */
export async function isValidAssertion(
  assertion: ClientAssertion,
  keys: readonly (Uint8Array | CryptoKey)[],
  audiences: readonly string[]
): Promise<boolean> {
  for (const key of keys) {
    const claims = await verifiedClaims(assertion, key, audiences)
    if (claims?.exp === undefined) continue
    if (claims.exp <= Math.floor(Date.now() / 1000) + MAX_LIFETIME_SECONDS) return true
  }
  return false
}

async function verifiedClaims(
  { jwt, algorithm, clientId }: ClientAssertion,
  key: Uint8Array | CryptoKey,
  audiences: readonly string[]
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(jwt, key, {
      algorithms: [algorithm],
      audience: [...audiences],
      issuer: clientId,
      subject: clientId,
      requiredClaims: ['exp']
    })
    return payload
  } catch {
    return undefined
  }
}

/** The application's public keys that may have signed the assertion. */
export async function publicKeys(
  document: JsonObject,
  { algorithm, keyId }: ClientAssertion,
  ca: string | undefined
): Promise<readonly CryptoKey[]> {
  const keySet = await readKeySet(document, ca)
  const keys = member(keySet, 'keys')
  const keyType = algorithm.startsWith('RS') ? 'RSA' : 'EC'
  const candidates = (Array.isArray(keys) ? keys : [])
    .filter(isObject)
    .filter((key) => member(key, 'kty') === keyType && member(key, 'use') !== 'enc')
    .filter((key) => keyId === undefined || member(key, 'kid') === keyId)
  const imported = await Promise.all(candidates.map((key) => importPublicKey(key, algorithm)))
  return imported.filter((key) => key !== undefined)
}

async function importPublicKey(key: JsonObject, algorithm: string): Promise<CryptoKey | undefined> {
  try {
    const imported = await importJWK(key as JWK, algorithm)
    return imported instanceof Uint8Array ? undefined : imported
  } catch {
    return undefined
  }
}

async function readKeySet(document: JsonObject, ca: string | undefined) {
  try {
    const jwks = stringOf(member(document, 'jwks'))
    if (jwks !== undefined) return parseJson(jwks)
    const jwksUrl = stringOf(member(document, 'jwksUrl'))
    return jwksUrl === undefined ? undefined : parseJson(await fetchLoopback(jwksUrl, ca))
  } catch {
    return undefined
  }
}

/** The emulator talks to nobody outside this machine, whatever an application's document says. */
async function fetchLoopback(address: string, ca: string | undefined): Promise<string> {
  const url = new URL(address)
  if (!['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
    throw new Error(`${url.hostname} is not on loopback.`)
  }
  const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] }
  return new Promise((resolve, reject) => {
    const receive = (response: http.IncomingMessage) => text(response).then(resolve, reject)
    const options = { agent: false, timeout: 5000 }
    const request =
      url.protocol === 'https:'
        ? https.get(url, { ...options, ...trusted }, receive)
        : http.get(url, options, receive)
    request.on('timeout', () => request.destroy(new Error('The key set did not come in time.')))
    request.on('error', reject)
  })
}
