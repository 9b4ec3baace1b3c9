import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  defaultSeed,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator,
  worker
} from '../../emulator/index.ts'
import { errorsOf, requestLines, runStep, type StepOptions, writes } from './step.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PUBLIC_PEM = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const PRIVATE_PEM = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

function method(from = emulator): unknown {
  return from.application(ENVIRONMENT_ID, APPLICATION_ID).tokenEndpointAuthMethod
}

describe('verify: read-back', () => {
  const inputs = { verify: 'read-back' }

  test('reads the application again', async () => {
    const run = await runStep(emulator, { inputs })
    expect(errorsOf(run)).toEqual([])
    expect(requestLines(emulator).slice(2)).toEqual([
      'PUT /applications/{application} 200',
      'GET /applications/{application} 200'
    ])
  })

  test('puts everything back when the reading shows something else', async () => {
    const before = emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
    emulator.addFault({ method: 'GET', skip: 1, tamper: { pkceEnforcement: 'OPTIONAL' } })
    const run = await runStep(emulator, { inputs })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain(
      'a later reading shows it otherwise than planned in: /pkceEnforcement'
    )
    expect(method()).toBe(before.tokenEndpointAuthMethod)
    expect(run.outputs).toMatchObject({ 'auth-method': 'CLIENT_SECRET_BASIC', changed: 'false' })
  })
})

describe('verify: client-authentication', () => {
  const verify = { verify: 'client-authentication' }

  async function expectProven(options: StepOptions, from = emulator): Promise<void> {
    const run = await runStep(from, options)
    expect(errorsOf(run)).toEqual([])
    expect(run.outputs.changed).toBe('true')
    const last = from.requests.at(-1)
    expect(last).toMatchObject({ path: `/${ENVIRONMENT_ID}/as/introspect`, status: 200 })
  }

  test.each(['CLIENT_SECRET_POST', 'CLIENT_SECRET_JWT'])(
    'proves %s with the secret that the worker reads',
    async (authMethod) => {
      await expectProven({ inputs: { ...verify, 'auth-method': authMethod } })
      expect(requestLines(emulator)).toContain('GET /applications/{application}/secret 200')
    }
  )

  test('proves CLIENT_SECRET_BASIC with the secret that is given', async () => {
    emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, {
      tokenEndpointAuthMethod: 'CLIENT_SECRET_POST'
    })
    await expectProven({
      inputs: {
        ...verify,
        'auth-method': 'CLIENT_SECRET_BASIC',
        'application-client-secret': emulator.secret(ENVIRONMENT_ID, APPLICATION_ID)
      }
    })
    expect(requestLines(emulator)).not.toContain('GET /applications/{application}/secret 200')
  })

  test('proves PRIVATE_KEY_JWT with the key that is given', async () => {
    await expectProven({
      inputs: {
        ...verify,
        'auth-method': 'PRIVATE_KEY_JWT',
        jwks: PUBLIC_PEM,
        'application-private-key': PRIVATE_PEM
      },
      plantedSecrets: [PRIVATE_PEM]
    })
  })

  test('waits until the new method is in effect', async () => {
    const slow = await startEmulator({ authMethodLag: 2 })
    try {
      await expectProven({ inputs: verify }, slow)
      expect(slow.requests.filter(({ path }) => path.endsWith('/introspect'))).toHaveLength(3)
    } finally {
      await slow.close()
    }
  })

  test('puts the method back when it does not come into effect in time', async () => {
    const stuck = await startEmulator({ authMethodLag: 1000 })
    try {
      const run = await runStep(stuck, { inputs: { ...verify, 'time-limit': '2' } })
      expect(run.exitCode).toBe(1)
      expect(errorsOf(run)[0]).toMatch(/still expects another method|time limit/)
      expect(method(stuck)).toBe('CLIENT_SECRET_BASIC')
      expect(JSON.parse(run.outputs.results ?? '')[0].status).toBe('rolled-back')
    } finally {
      await stuck.close()
    }
  })

  test('tells a wrong secret at once, and puts the method back', async () => {
    const secret = 'a secret that is not the one'
    const run = await runStep(emulator, {
      inputs: { ...verify, 'application-client-secret': secret },
      plantedSecrets: [secret]
    })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain(
      `does not accept the credentials of client ${APPLICATION_ID}`
    )
    expect(emulator.requests.filter(({ path }) => path.endsWith('/introspect'))).toHaveLength(1)
    expect(method()).toBe('CLIENT_SECRET_BASIC')
  })

  test('names the permission when the worker may not read the secret', async () => {
    const permissions = ['applications:read:application', 'applications:update:application']
    const roles = [{ environmentId: ENVIRONMENT_ID, permissions }]
    const id = 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0077'
    const blind = worker(id, 'Blind', 'CLIENT_SECRET_BASIC', roles)
    const [home, ...others] = (await defaultSeed()).environments
    const applications = [...(home?.applications ?? []), blind]
    const guarded = await startEmulator({
      environments: [{ id: ENVIRONMENT_ID, applications }, ...others]
    })
    try {
      const run = await runStep(guarded, {
        inputs: { ...verify, 'worker-client-id': id, 'worker-client-secret': blind.secret },
        plantedSecrets: [blind.secret ?? '']
      })
      expect(errorsOf(run)[0]).toContain('is not allowed to read the secret of application')
      expect(errorsOf(run)[0]).toContain('applications:read:secret')
      expect(method(guarded)).toBe('CLIENT_SECRET_BASIC')
    } finally {
      await guarded.close()
    }
  })

  test.each(['empty', 'html', '[]', '{"active":"yes"}'])(
    'does not take %s for an answer of the introspection endpoint',
    async (body) => {
      emulator.addFault({ path: '/introspect$', body, times: 0 })
      const run = await runStep(emulator, { inputs: verify })
      expect(run.exitCode).toBe(1)
      expect(errorsOf(run)[0]).toContain('gave an answer that is none of RFC 7662')
      expect(method()).toBe('CLIENT_SECRET_BASIC')
    }
  )

  test('explains an introspection endpoint that is not there by itself', async () => {
    emulator.addFault({ path: '/introspect$', status: 404, times: 0 })
    const run = await runStep(emulator, { inputs: verify })
    expect(errorsOf(run)[0]).toContain('/as/introspect was answered with 404')
    expect(method()).toBe('CLIENT_SECRET_BASIC')
  })

  test.each(['empty', 'html', '[]', '{"secret":7}', '{"secret":""}'])(
    'does not take %s for a secret',
    async (body) => {
      emulator.addFault({ path: '/secret$', body, times: 0 })
      const run = await runStep(emulator, { inputs: verify })
      expect(errorsOf(run)[0]).toContain('holds none')
      expect(method()).toBe('CLIENT_SECRET_BASIC')
    }
  )

  test('costs nothing for an application that is unchanged', async () => {
    await runStep(emulator, { inputs: { ...verify, 'auth-method': 'CLIENT_SECRET_BASIC' } })
    expect(writes(emulator)).toEqual([])
    expect(emulator.requests.some(({ path }) => path.endsWith('/introspect'))).toBe(false)
  })
})
