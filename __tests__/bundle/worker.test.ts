import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  defaultSeed,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator,
  WORKER_ENVIRONMENT_ID,
  WORKER_IDS
} from '../../emulator/index.ts'
import { errorsOf, requestLines, runStep, type StepOptions, writes } from './step.ts'

let emulator: Emulator
let privateKey: string

beforeEach(async () => {
  emulator = await startEmulator()
  privateKey = (await defaultSeed()).workerPrivateKey
})
afterEach(() => emulator.close())

const WITHOUT_WORKER = { 'worker-client-id': undefined, 'worker-client-secret': undefined }

function secretOf(workerId: string, environmentId = ENVIRONMENT_ID): string {
  return emulator.secret(environmentId, workerId)
}

async function expectChange(options: StepOptions): Promise<void> {
  const run = await runStep(emulator, options)
  expect(errorsOf(run)).toEqual([])
  expect(emulator.application(ENVIRONMENT_ID, APPLICATION_ID).tokenEndpointAuthMethod).toBe(
    'CLIENT_SECRET_POST'
  )
  expect(emulator.requests.map(({ status }) => status)).not.toContain(401)
}

/** What the JWT of the token request says. */
function assertion(): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const form = new URLSearchParams(emulator.requests[0]?.body)
  const [header = '', claims = ''] = (form.get('client_assertion') ?? '').split('.')
  const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  return { header: decode(header), claims: decode(claims) }
}

describe('the worker signs in', () => {
  test('by CLIENT_SECRET_BASIC with the raw pair, hyphens and all', async () => {
    await expectChange({})
    const pair = `${WORKER_IDS.basic}:${secretOf(WORKER_IDS.basic)}`
    expect(emulator.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(pair).toString('base64')}`
    )
  })

  test('by CLIENT_SECRET_POST', async () => {
    const secret = secretOf(WORKER_IDS.post)
    await expectChange({
      inputs: {
        'worker-client-id': WORKER_IDS.post,
        'worker-client-secret': secret,
        'worker-auth-method': 'CLIENT_SECRET_POST'
      },
      plantedSecrets: [secret]
    })
  })

  test('by CLIENT_SECRET_JWT', async () => {
    const secret = secretOf(WORKER_IDS.clientSecretJwt)
    await expectChange({
      inputs: {
        'worker-client-id': WORKER_IDS.clientSecretJwt,
        'worker-client-secret': secret,
        'worker-auth-method': 'client_secret_jwt'
      },
      plantedSecrets: [secret]
    })
    expect(assertion().header).toMatchObject({ alg: 'HS256' })
  })

  test('by PRIVATE_KEY_JWT with a key in PEM, whose thumbprint is the kid', async () => {
    await expectChange({
      inputs: {
        ...WITHOUT_WORKER,
        'worker-client-id': WORKER_IDS.privateKeyJwt,
        'worker-private-key': privateKey
      },
      plantedSecrets: [privateKey]
    })
    const { header, claims } = assertion()
    expect(header).toMatchObject({ alg: 'RS256', kid: expect.stringMatching(/^[\w-]{43}$/) })
    expect(claims).toMatchObject({
      iss: WORKER_IDS.privateKeyJwt,
      sub: WORKER_IDS.privateKeyJwt
    })
    expect(claims).not.toHaveProperty('nbf')
  })

  test('by PRIVATE_KEY_JWT with line breaks that became \\n on the way into the secret', async () => {
    await expectChange({
      inputs: {
        ...WITHOUT_WORKER,
        'worker-client-id': WORKER_IDS.privateKeyJwt,
        'worker-private-key': privateKey.trim().replaceAll('\n', '\\n')
      },
      plantedSecrets: [privateKey]
    })
  })

  test('by PRIVATE_KEY_JWT with a JWK in pretty JSON, by its kid and alg', async () => {
    const key = createPrivateKey(privateKey)
    const jwk = { ...key.export({ format: 'jwk' }), kid: 'my-key', alg: 'RS384' }
    const publicJwk = { ...createPublicKey(key).export({ format: 'jwk' }), kid: 'my-key' }
    emulator.editApplication(ENVIRONMENT_ID, WORKER_IDS.privateKeyJwt, {
      jwks: JSON.stringify({ keys: [publicJwk] })
    })
    await expectChange({
      inputs: {
        ...WITHOUT_WORKER,
        'worker-client-id': WORKER_IDS.privateKeyJwt,
        'worker-private-key': JSON.stringify(jwk, null, 2)
      },
      plantedSecrets: [String(jwk.d), String(jwk.p), String(jwk.qi)]
    })
    expect(assertion().header).toMatchObject({ alg: 'RS384', kid: 'my-key' })
  })

  test.each(['P-256', 'P-384', 'P-521'])(
    'by PRIVATE_KEY_JWT with an EC key on %s',
    async (curve) => {
      const pair = generateKeyPairSync('ec', { namedCurve: curve })
      const publicJwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'ec' }
      emulator.editApplication(ENVIRONMENT_ID, WORKER_IDS.privateKeyJwt, {
        jwks: JSON.stringify({ keys: [publicJwk] })
      })
      await expectChange({
        inputs: {
          ...WITHOUT_WORKER,
          'worker-client-id': WORKER_IDS.privateKeyJwt,
          'worker-private-key': JSON.stringify({
            ...pair.privateKey.export({ format: 'jwk' }),
            kid: 'ec'
          })
        }
      })
    }
  )

  test('in another environment than that of the application', async () => {
    const secret = secretOf(WORKER_IDS.otherEnvironment, WORKER_ENVIRONMENT_ID)
    await expectChange({
      inputs: {
        'worker-environment-id': WORKER_ENVIRONMENT_ID.toUpperCase(),
        'worker-client-id': WORKER_IDS.otherEnvironment,
        'worker-client-secret': secret
      },
      plantedSecrets: [secret]
    })
    expect(emulator.requests[0]?.path).toBe(`/${WORKER_ENVIRONMENT_ID}/as/token`)
  })

  test('with credentials from the environment', async () => {
    await expectChange({
      inputs: WITHOUT_WORKER,
      env: {
        PINGONE_CLIENT_ID: WORKER_IDS.basic,
        PINGONE_CLIENT_SECRET: secretOf(WORKER_IDS.basic),
        PINGONE_ENVIRONMENT_ID: ENVIRONMENT_ID,
        PINGONE_REGION_CODE: 'eu'
      }
    })
  })

  test('with its inputs, which win over the environment', async () => {
    await expectChange({
      env: {
        PINGONE_CLIENT_ID: 'someone-else',
        PINGONE_CLIENT_SECRET: 'another secret',
        PINGONE_API_ACCESS_TOKEN: 'a token that nobody issued'
      },
      plantedSecrets: ['another secret', 'a token that nobody issued']
    })
  })

  test('at a custom domain, whose path has no environment', async () => {
    const custom = await startEmulator({ customDomainEnvironmentId: ENVIRONMENT_ID })
    try {
      const run = await runStep(custom, { inputs: { 'auth-url': `${custom.authUrl}/as/` } })
      expect(errorsOf(run)).toEqual([])
      expect(custom.requests[0]?.path).toBe('/as/token')
    } finally {
      await custom.close()
    }
  })
})

describe('a ready access token', () => {
  test.each([
    [
      'from the input',
      (token: string) => ({ inputs: { ...WITHOUT_WORKER, 'access-token': token } })
    ],
    [
      'from the environment',
      (token: string) => ({ inputs: WITHOUT_WORKER, env: { PINGONE_API_ACCESS_TOKEN: token } })
    ]
  ])('is used %s', async (_where, options) => {
    const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
    await expectChange({ ...options(token), plantedSecrets: [token] })
    expect(requestLines(emulator)).toEqual([
      'GET /applications/{application} 200',
      'PUT /applications/{application} 200'
    ])
  })

  test('that has expired ends the run with what to do', async () => {
    const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
    emulator.expireTokens()
    const run = await runStep(emulator, {
      inputs: { ...WITHOUT_WORKER, 'access-token': token },
      plantedSecrets: [token]
    })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain('fetch a new one')
    expect(writes(emulator)).toEqual([])
  })
})

describe('a sign-in that PingOne refuses ends the run with what to do', () => {
  async function failure(inputs: Record<string, string>): Promise<string> {
    const run = await runStep(emulator, { inputs })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)).toHaveLength(1)
    expect(emulator.requests.some(({ path }) => path.startsWith('/v1/'))).toBe(false)
    expect(run.outputs.changed).toBe('false')
    return errorsOf(run)[0] ?? ''
  }

  test('with a wrong secret', async () => {
    const message = await failure({ 'worker-client-secret': 'wrong-wrong-wrong' })
    expect(message).toContain('does not accept the credentials')
    expect(message).toContain('Check worker-client-id, worker-client-secret')
  })

  test('with an unknown client', async () => {
    const message = await failure({ 'worker-client-id': 'unknown-client' })
    expect(message).toContain('does not accept the credentials of the worker unknown-client')
  })

  test('by another method than the worker has', async () => {
    const message = await failure({ 'worker-auth-method': 'CLIENT_SECRET_POST' })
    expect(message).toContain('another token endpoint authentication method')
    expect(message).toContain('Set worker-auth-method')
  })

  test('in an environment that the region does not know', async () => {
    const message = await failure({
      'worker-environment-id': 'b1a5e0c0-0b51-4c1e-8d2f-ffffffffffff'
    })
    expect(message).toContain('knows no environment b1a5e0c0-0b51-4c1e-8d2f-ffffffffffff')
    expect(message).toContain('Check worker-environment-id')
  })

  test('in another environment than the worker lives in', async () => {
    const message = await failure({ 'worker-environment-id': WORKER_ENVIRONMENT_ID })
    expect(message).toContain('set worker-environment-id')
  })

  test('with a key that the worker does not have', async () => {
    const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const run = await runStep(emulator, {
      inputs: {
        ...WITHOUT_WORKER,
        'worker-client-id': WORKER_IDS.privateKeyJwt,
        'worker-private-key': other.export({ type: 'pkcs8', format: 'pem' }).toString()
      }
    })
    expect(errorsOf(run)[0]).toContain('the same kid')
  })
})

describe('a private key that is of no use is refused before any request', () => {
  const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const rsa2048 = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ed25519 = generateKeyPairSync('ed25519')
  const pem = { type: 'pkcs8', format: 'pem' } as const
  test.each([
    ['a text', 'something else', 'is not a private key'],
    ['half a JWK', '{"kty":"RSA","d":"c2VjcmV0LXNlY3JldA', 'begins like a JWK but is not JSON'],
    [
      'a public JWK',
      JSON.stringify(rsa2048.publicKey.export({ format: 'jwk' })),
      'is not a private key'
    ],
    ['a short RSA key', rsa1024.privateKey.export(pem).toString(), 'is not of a kind'],
    ['a key of another kind', ed25519.privateKey.export(pem).toString(), 'is not of a kind'],
    [
      'an encrypted key',
      rsa2048.privateKey.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      'is encrypted'
    ]
  ])('%s', async (_what, key, sentence) => {
    const run = await runStep(emulator, {
      inputs: { ...WITHOUT_WORKER, 'worker-client-id': 'any-client', 'worker-private-key': key },
      plantedSecrets: [key]
    })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain(`worker-private-key ${sentence}`)
    expect(emulator.requests).toEqual([])
  })
})
