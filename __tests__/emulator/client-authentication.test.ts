import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair, importPKCS8, type JWTPayload, SignJWT } from 'jose'
import {
  defaultSeed,
  type Emulator,
  ENVIRONMENT_ID,
  type JsonObject,
  startEmulator,
  WORKER_IDS
} from '../../emulator/index.ts'
import { basic, oidcApplication, postForm } from './client.ts'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const NO_AUTH_APP = '6a3c1b70-0000-4000-8000-000000000001'
const EC_APP = '6a3c1b70-0000-4000-8000-000000000002'
const URL_APP = '6a3c1b70-0000-4000-8000-000000000003'

let emulator: Emulator
let workerKey: Awaited<ReturnType<typeof importPKCS8>>
const ecKeys = generateKeyPair('ES256')

beforeAll(async () => {
  const seed = await defaultSeed()
  workerKey = await importPKCS8(seed.workerPrivateKey, 'RS256')
  const publicJwk = await exportJWK((await ecKeys).publicKey)
  const jwks = JSON.stringify({ keys: [{ ...publicJwk, kid: 'ec' }] })
  const more = [
    oidcApplication(NO_AUTH_APP, { tokenEndpointAuthMethod: 'NONE' }),
    oidcApplication(EC_APP, { tokenEndpointAuthMethod: 'PRIVATE_KEY_JWT', jwks }),
    oidcApplication(URL_APP, { tokenEndpointAuthMethod: 'PRIVATE_KEY_JWT' })
  ]
  const environments = seed.environments.map((environment) =>
    environment.id === ENVIRONMENT_ID
      ? { ...environment, applications: [...environment.applications, ...more] }
      : environment
  )
  emulator = await startEmulator({ environments })
})
afterAll(() => emulator.close())

type Key = Parameters<SignJWT['sign']>[0]

function now(): number {
  return Math.floor(Date.now() / 1000)
}

function secretKey(clientId: string): Uint8Array {
  return new TextEncoder().encode(emulator.secret(ENVIRONMENT_ID, clientId))
}

function tokenEndpoint(): string {
  return `${emulator.authUrl}/${ENVIRONMENT_ID}/as/token`
}

async function assertion(
  clientId: string,
  alg: string,
  key: Key,
  claims: JWTPayload = {},
  kid = ''
) {
  const defaults = { iss: clientId, sub: clientId, aud: tokenEndpoint(), exp: now() + 60 }
  const given = Object.entries({ ...defaults, ...claims }).filter(([, v]) => v !== undefined)
  const jwt = new SignJWT(Object.fromEntries(given))
  return jwt.setProtectedHeader(kid === '' ? { alg } : { alg, kid }).sign(key)
}

function askToken(form: Record<string, string>, headers: Record<string, string> = {}) {
  return postForm(emulator, 'token', { grant_type: 'client_credentials', ...form }, headers)
}

function askTokenWith(jwt: string) {
  return askToken({ client_assertion_type: ASSERTION_TYPE, client_assertion: jwt })
}

const INVALID_CREDENTIALS = {
  status: 401,
  json: {
    error: 'invalid_client',
    error_description: expect.stringMatching(/invalid client credentials \(Correlation ID: .+\)$/i)
  }
}
const UNSUPPORTED_METHOD = {
  status: 401,
  json: {
    error: 'invalid_client',
    error_description: expect.stringMatching(
      /unsupported authentication method \(Correlation ID: [0-9a-f-]{36}\)$/i
    )
  }
}
const TOKEN = { status: 200, json: { token_type: 'Bearer', expires_in: 3600 } }

describe('CLIENT_SECRET_BASIC', () => {
  test('accepts the raw pair of client ID and secret', async () => {
    const secret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.basic)
    expect(await askToken({}, basic(WORKER_IDS.basic, secret))).toMatchObject(TOKEN)
  })

  test('does not decode a pair that was percent-encoded', async () => {
    const encoded = WORKER_IDS.basic.replaceAll('-', '%2D')
    const secret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.basic)
    expect(await askToken({}, basic(encoded, secret))).toMatchObject(INVALID_CREDENTIALS)
  })

  test('refuses a wrong secret and an unknown client in the same words', async () => {
    const wrong = await askToken({}, basic(WORKER_IDS.basic, 'wrong'))
    const unknown = await askToken({}, basic('nobody', 'wrong'))
    expect(wrong).toMatchObject(INVALID_CREDENTIALS)
    expect(unknown).toMatchObject(INVALID_CREDENTIALS)
  })

  test('refuses the same secret in the form, naming the method as the trouble', async () => {
    const client_secret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.basic)
    const outcome = await askToken({ client_id: WORKER_IDS.basic, client_secret })
    expect(outcome).toMatchObject(UNSUPPORTED_METHOD)
    expect(outcome.json.error_description).toContain(outcome.headers['correlation-id'])
  })

  test('refuses a header that is not Basic', async () => {
    expect(await askToken({}, { Authorization: 'Bearer x' })).toMatchObject(INVALID_CREDENTIALS)
    expect(await askToken({}, { Authorization: 'Basic ???' })).toMatchObject(INVALID_CREDENTIALS)
  })
})

describe('CLIENT_SECRET_POST', () => {
  test('accepts ID and secret in the form', async () => {
    const client_secret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.post)
    expect(await askToken({ client_id: WORKER_IDS.post, client_secret })).toMatchObject(TOKEN)
  })

  test('refuses a wrong secret', async () => {
    const outcome = await askToken({ client_id: WORKER_IDS.post, client_secret: 'wrong' })
    expect(outcome).toMatchObject(INVALID_CREDENTIALS)
  })

  test('refuses the Basic header', async () => {
    const secret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.post)
    expect(await askToken({}, basic(WORKER_IDS.post, secret))).toMatchObject(UNSUPPORTED_METHOD)
  })

  test('refuses a request that authenticates in two ways (RFC 6749, 2.3)', async () => {
    const client_secret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.post)
    const form = { client_id: WORKER_IDS.post, client_secret }
    const outcome = await askToken(form, basic(WORKER_IDS.post, client_secret))
    expect(outcome).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
  })
})

describe('CLIENT_SECRET_JWT', () => {
  const id = WORKER_IDS.clientSecretJwt
  const sign = async (claims?: JWTPayload, alg = 'HS256') =>
    askTokenWith(await assertion(id, alg, secretKey(id), claims))

  test.each(['HS256', 'HS384', 'HS512'])('accepts an assertion signed with %s', async (alg) => {
    expect(await sign({}, alg)).toMatchObject(TOKEN)
  })

  test('accepts token endpoint and issuer as the audience, also among others', async () => {
    const issuer = tokenEndpoint().replace(/\/token$/, '')
    expect(await sign({ aud: issuer })).toMatchObject(TOKEN)
    expect(await sign({ aud: ['https://other.example.com', issuer] })).toMatchObject(TOKEN)
  })

  test('accepts the endpoint that is called as the audience', async () => {
    const aud = tokenEndpoint().replace(/token$/, 'introspect')
    const jwt = await assertion(id, 'HS256', secretKey(id), { aud })
    const form = { client_assertion_type: ASSERTION_TYPE, client_assertion: jwt, token: 'x' }
    expect(await postForm(emulator, 'introspect', form)).toMatchObject({ json: { active: false } })
    expect(await askTokenWith(jwt)).toMatchObject(INVALID_CREDENTIALS)
  })

  test.each<[string, () => JWTPayload]>([
    ['another audience', () => ({ aud: 'https://auth.pingone.example/token' })],
    ['no audience', () => ({ aud: undefined }) as unknown as JWTPayload],
    ['another issuer', () => ({ iss: WORKER_IDS.basic })],
    ['an expiry that is past', () => ({ exp: now() - 10 })],
    ['an expiry more than an hour ahead', () => ({ exp: now() + 3700 })],
    ['no expiry', () => ({ exp: undefined }) as unknown as JWTPayload],
    ['a start in the future', () => ({ nbf: now() + 600 })]
  ])('refuses an assertion with %s', async (_, claims) => {
    expect(await sign(claims())).toMatchObject(INVALID_CREDENTIALS)
  })

  test('refuses a signature by another secret', async () => {
    const jwt = await assertion(id, 'HS256', new TextEncoder().encode('x'.repeat(64)))
    expect(await askTokenWith(jwt)).toMatchObject(INVALID_CREDENTIALS)
  })

  test('refuses another assertion type, and text that is no JWT', async () => {
    const jwt = await assertion(id, 'HS256', secretKey(id))
    const outcome = await askToken({ client_assertion_type: 'jwt', client_assertion: jwt })
    expect(outcome).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
    expect(await askTokenWith('not.a.jwt')).toMatchObject(INVALID_CREDENTIALS)
  })

  test('refuses a client_id that is not the subject', async () => {
    const jwt = await assertion(id, 'HS256', secretKey(id))
    const form = { client_assertion_type: ASSERTION_TYPE, client_assertion: jwt }
    const outcome = await askToken({ ...form, client_id: WORKER_IDS.basic })
    expect(outcome).toMatchObject(INVALID_CREDENTIALS)
  })

  test('refuses an assertion signed with a private key', async () => {
    expect(await askTokenWith(await assertion(id, 'RS256', workerKey))).toMatchObject(
      UNSUPPORTED_METHOD
    )
  })
})

describe('PRIVATE_KEY_JWT', () => {
  const id = WORKER_IDS.privateKeyJwt

  test('accepts RS256, with and without the key ID', async () => {
    expect(await askTokenWith(await assertion(id, 'RS256', workerKey))).toMatchObject(TOKEN)
    const [key] = JSON.parse(String(emulator.application(ENVIRONMENT_ID, id).jwks)).keys
    const named = await assertion(id, 'RS256', workerKey, {}, key.kid)
    expect(await askTokenWith(named)).toMatchObject(TOKEN)
  })

  test('refuses an unknown key ID, and the signature of another key', async () => {
    const unknown = await assertion(id, 'RS256', workerKey, {}, 'other')
    const { privateKey } = await generateKeyPair('RS256')
    const foreign = await assertion(id, 'RS256', privateKey)
    expect(await askTokenWith(unknown)).toMatchObject(INVALID_CREDENTIALS)
    expect(await askTokenWith(foreign)).toMatchObject(INVALID_CREDENTIALS)
  })

  test('refuses an assertion that the secret signed', async () => {
    const jwt = await assertion(id, 'HS256', secretKey(id))
    expect(await askTokenWith(jwt)).toMatchObject(UNSUPPORTED_METHOD)
  })

  test('accepts ES256 with an elliptic curve key', async () => {
    const jwt = await assertion(EC_APP, 'ES256', (await ecKeys).privateKey, {}, 'ec')
    const form = { client_assertion_type: ASSERTION_TYPE, client_assertion: jwt, token: 'x' }
    expect(await postForm(emulator, 'introspect', form)).toMatchObject({ json: { active: false } })
  })

  test('takes the keys from jwksUrl on loopback, and nowhere else', async () => {
    const publicJwk = await exportJWK((await ecKeys).publicKey)
    const keySet = createServer((_, response) =>
      response.end(JSON.stringify({ keys: [publicJwk] }))
    )
    await new Promise<void>((resolve) => keySet.listen(0, '127.0.0.1', resolve))
    const { port } = keySet.address() as AddressInfo

    const introspect = async (document: JsonObject) => {
      emulator.editApplication(ENVIRONMENT_ID, URL_APP, document)
      const client_assertion = await assertion(URL_APP, 'ES256', (await ecKeys).privateKey)
      const form = { client_assertion_type: ASSERTION_TYPE, client_assertion, token: 'x' }
      return postForm(emulator, 'introspect', form)
    }
    const near = await introspect({ jwksUrl: `http://127.0.0.1:${port}/keys` })
    const far = await introspect({ jwksUrl: 'https://keys.example.com/keys' })
    keySet.close()
    expect(near).toMatchObject({ status: 200, json: { active: false } })
    expect(far).toMatchObject(INVALID_CREDENTIALS)
  })
})

describe('NONE', () => {
  test('needs the client ID only', async () => {
    const outcome = await postForm(emulator, 'introspect', { client_id: NO_AUTH_APP, token: 'x' })
    expect(outcome).toMatchObject({ status: 200, json: { active: false } })
  })

  test('refuses a client that sends its secret', async () => {
    const client_secret = emulator.secret(ENVIRONMENT_ID, NO_AUTH_APP)
    const form = { client_id: NO_AUTH_APP, client_secret, token: 'x' }
    expect(await postForm(emulator, 'introspect', form)).toMatchObject(UNSUPPORTED_METHOD)
  })

  test('is refused where a secret is configured, and so is a request without any client', async () => {
    expect(await askToken({ client_id: WORKER_IDS.basic })).toMatchObject(UNSUPPORTED_METHOD)
    expect(await askToken({})).toMatchObject(INVALID_CREDENTIALS)
  })
})

test('goes by the old method for a while after a change when told to lag', async () => {
  const lagging = await startEmulator({ authMethodLag: 1 })
  const { basic: id } = WORKER_IDS
  const secret = lagging.secret(ENVIRONMENT_ID, id)
  const ask = () => postForm(lagging, 'introspect', { token: 'x' }, basic(id, secret))
  lagging.editApplication(ENVIRONMENT_ID, id, { tokenEndpointAuthMethod: 'CLIENT_SECRET_POST' })
  const first = await ask()
  const second = await ask()
  await lagging.close()
  expect(first).toMatchObject({ status: 200 })
  expect(second).toMatchObject(UNSUPPORTED_METHOD)
})
