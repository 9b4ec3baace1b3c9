import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { calculateJwkThumbprint } from 'jose'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator
} from '../../emulator/index.ts'
import { errorsOf, runStep, type StepOptions, warningsOf, writes } from './step.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ec384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
const shortRsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
const otherCurve = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey
const ed25519 = generateKeyPairSync('ed25519').publicKey
const PEM = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

function application() {
  return emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
}

async function expectDone(options: StepOptions) {
  const run = await runStep(emulator, options)
  expect(errorsOf(run)).toEqual([])
  return run
}

test('an application moves to PRIVATE_KEY_JWT with a PEM file, and back with its keys kept', async () => {
  const before = application()
  const forth = {
    inputs: { 'auth-method': 'PRIVATE_KEY_JWT', 'jwks-file': 'keys/orders.pem' },
    workspaceFiles: { 'keys/orders.pem': PEM }
  }
  await expectDone(forth)
  const { keys } = JSON.parse(String(application().jwks))
  const jwk = rsa.publicKey.export({ format: 'jwk' })
  expect(keys).toEqual([{ ...jwk, use: 'sig', kid: await calculateJwkThumbprint(jwk) }])
  expect(application().tokenEndpointAuthMethod).toBe('PRIVATE_KEY_JWT')

  const again = await expectDone(forth)
  expect(again.outputs.changed).toBe('false')

  const back = await expectDone({ inputs: { 'auth-method': 'CLIENT_SECRET_BASIC' } })
  expect(warningsOf(back)).toEqual([expect.stringContaining('is a weaker method')])
  expect(application().tokenEndpointAuthMethod).toBe('CLIENT_SECRET_BASIC')
  expect(JSON.parse(String(application().jwks)).keys).toEqual(keys)
  expect(application()).toEqual(
    expect.objectContaining({ signing: before.signing, icon: before.icon, name: before.name })
  )
})

test('keys in the input and a URL take turns, each clearing the other', async () => {
  const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'mine' }
  await expectDone({ inputs: { 'auth-method': 'PRIVATE_KEY_JWT', jwks: JSON.stringify(jwk) } })
  expect(JSON.parse(String(application().jwks)).keys).toEqual([jwk])

  const url = 'https://keys.example.com/jwks.json'
  await expectDone({ inputs: { 'auth-method': 'PRIVATE_KEY_JWT', 'jwks-url': url } })
  expect(application().jwksUrl).toBe(url)
  expect(application()).not.toHaveProperty('jwks')

  await expectDone({ inputs: { 'auth-method': 'PRIVATE_KEY_JWT', jwks: JSON.stringify(jwk) } })
  expect(application()).not.toHaveProperty('jwksUrl')
})

test('the same keys in another form are no change', async () => {
  const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'mine' }
  await expectDone({ inputs: { 'auth-method': 'PRIVATE_KEY_JWT', jwks: JSON.stringify(jwk) } })
  const reordered = JSON.stringify(
    { keys: [Object.fromEntries(Object.entries(jwk).reverse())] },
    null,
    '\t'
  )
  const run = await expectDone({ inputs: { 'auth-method': 'PRIVATE_KEY_JWT', jwks: reordered } })
  expect(run.outputs.changed).toBe('false')
  expect(writes(emulator)).toHaveLength(1)
})

test('keys may be published before the method is switched', async () => {
  await expectDone({ inputs: { 'auth-method': 'CLIENT_SECRET_BASIC', jwks: PEM } })
  expect(application()).toHaveProperty('jwks')
  expect(application().tokenEndpointAuthMethod).toBe('CLIENT_SECRET_BASIC')
})

test('EC keys are warned of', async () => {
  const pem = ec.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const run = await expectDone({ inputs: { 'auth-method': 'PRIVATE_KEY_JWT', jwks: pem } })
  expect(warningsOf(run)).toEqual([expect.stringContaining('jwks holds EC keys.')])
})

test('a private key is refused before any request, and shown nowhere', async () => {
  const jwk = rsa.privateKey.export({ format: 'jwk' })
  const pem = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  for (const jwks of [
    JSON.stringify({ keys: [jwk] }),
    JSON.stringify(jwk, null, 2),
    `${PEM}\n${pem}`
  ]) {
    const run = await runStep(emulator, {
      inputs: { 'auth-method': 'PRIVATE_KEY_JWT', jwks },
      plantedSecrets: [String(jwk.d), String(jwk.p), pem]
    })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)).toEqual([expect.stringContaining('holds a private key')])
    expect(emulator.requests).toEqual([])
  }
})

function jwk(key: KeyObject, more: object = {}): object {
  return { ...key.export({ format: 'jwk' }), ...more }
}

function pem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString()
}

function keySet(...keys: object[]): string {
  return JSON.stringify({ keys })
}

test.each([
  ['a short RSA key', keySet(jwk(shortRsa)), 'Key 1 of jwks is not of a kind'],
  ['a short RSA key in PEM', pem(shortRsa), 'is not of a kind'],
  ['another curve', keySet(jwk(otherCurve)), 'is not of a kind'],
  ['another kind of key', pem(ed25519), 'is not of a kind'],
  ['a symmetric key', keySet({ kty: 'oct', k: 'c2VjcmV0' }), 'holds a private key'],
  ['half a key', keySet({ kty: 'RSA', n: 'AQAB' }), 'is not of a kind'],
  ['no key', keySet(), 'holds no key for signing'],
  [
    'keys for encryption alone',
    keySet(jwk(rsa.publicKey, { use: 'enc' })),
    'holds no key for signing'
  ],
  ['keys that are no list', '{"keys":{}}', 'must be a list'],
  ['a key that is no object', '{"keys":[7]}', 'must be a list'],
  [
    'an algorithm of another kind',
    keySet(jwk(rsa.publicKey, { alg: 'ES256' })),
    'has "alg" "ES256"'
  ],
  [
    'an algorithm that PingOne does not name',
    keySet(jwk(rsa.publicKey, { alg: 'PS256' })),
    'Set it to RS256 or RS384'
  ],
  ['the algorithm of another curve', keySet(jwk(ec384, { alg: 'ES256' })), 'Set it to ES384'],
  ['an algorithm that is no text', keySet(jwk(rsa.publicKey, { alg: 7 })), 'has "alg"'],
  [
    'operations without verify',
    keySet(jwk(rsa.publicKey, { key_ops: ['encrypt'] })),
    '"key_ops" of Key 1'
  ],
  ['an empty kid', keySet(jwk(rsa.publicKey, { kid: '' })), '"kid" of Key 1 of jwks must be'],
  [
    'two keys, one without a kid',
    keySet(jwk(rsa.publicKey, { kid: 'a' }), jwk(ec384)),
    'Key 2 of jwks has no "kid"'
  ],
  [
    'one kid twice',
    keySet(jwk(rsa.publicKey, { kid: 'a' }), jwk(ec384, { kid: 'a' })),
    'same "kid" as key 1'
  ],
  ['one key twice', PEM + PEM, 'same "kid" as key 1'],
  [
    'a broken block',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    'Block 1 of jwks is not'
  ],
  [
    'a block of another kind',
    '-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----',
    'Block 1 of jwks is not'
  ],
  ['white space in quotes', '"  "', 'holds neither'],
  ['an empty object', '{}', 'is not of a kind']
])('%s is refused before any request', async (_what, jwks, sentence) => {
  const run = await runStep(emulator, { inputs: { 'auth-method': 'PRIVATE_KEY_JWT', jwks } })
  expect(run.exitCode).toBe(1)
  expect(errorsOf(run)).toEqual([expect.stringContaining(sentence)])
  expect(emulator.requests).toEqual([])
})
