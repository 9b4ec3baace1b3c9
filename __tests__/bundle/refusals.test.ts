import { afterEach, beforeEach, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator,
  WORKER_ENVIRONMENT_ID,
  WORKER_IDS
} from '../../emulator/index.ts'
import { errorsOf, runStep, type StepOptions, writes } from './step.ts'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

/** Runs a step that must fail with one sentence and change nothing. */
async function failure(options: StepOptions): Promise<string> {
  const before = emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
  const run = await runStep(emulator, options)
  expect(run.exitCode).toBe(1)
  expect(emulator.application(ENVIRONMENT_ID, APPLICATION_ID)).toEqual(before)
  expect(run.outputs.changed).toBe('false')
  expect(errorsOf(run)).toHaveLength(1)
  expect(errorsOf(run)[0]).toContain('Nothing was changed')
  return errorsOf(run)[0] ?? ''
}

test('an unknown application ends the run with the IDs and the region that were used', async () => {
  const message = await failure({ inputs: { 'application-id': WORKER_IDS.otherEnvironment } })
  expect(message).toContain(
    `There is no application ${WORKER_IDS.otherEnvironment} in environment ${ENVIRONMENT_ID} (127.0.0.1:`
  )
  expect(message).toMatch(/PingOne error ID [0-9a-f-]{36}, correlation ID [0-9a-f-]{36}/)
})

test('an unknown environment ends the run with its ID', async () => {
  const message = await failure({
    inputs: {
      'environment-id': 'b1a5e0c0-0b51-4c1e-8d2f-ffffffffffff',
      'worker-environment-id': ENVIRONMENT_ID
    }
  })
  expect(message).toContain('There is no environment b1a5e0c0-0b51-4c1e-8d2f-ffffffffffff')
  expect(message).toContain('Check environment-id and region.')
})

test('a worker that may only read is told the role to have', async () => {
  const secret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.readOnly)
  const message = await failure({
    inputs: { 'worker-client-id': WORKER_IDS.readOnly, 'worker-client-secret': secret },
    plantedSecrets: [secret]
  })
  expect(message).toContain(`Worker ${WORKER_IDS.readOnly} is not allowed to update application`)
  expect(message).toContain('Client Application Developer')
})

test('a worker that may not read is told the role to have', async () => {
  const message = await failure({
    inputs: {
      'environment-id': WORKER_ENVIRONMENT_ID,
      'worker-environment-id': ENVIRONMENT_ID,
      'application-id': WORKER_IDS.otherEnvironment
    }
  })
  expect(message).toContain(`is not allowed to read application ${WORKER_IDS.otherEnvironment}`)
})

test.each([
  [
    'a value',
    { settings: 'pkceEnforcement: SOMETIMES' },
    /pkceEnforcement: .*Allowed: .*S256_REQUIRED/
  ],
  ['a number out of range', { settings: 'parTimeout: 9999' }, /parTimeout/],
  ['a type', { settings: 'idpSignoff: "yes"' }, /idpSignoff/],
  [
    'a property that may not be cleared',
    { settings: 'refreshTokenDuration: null' },
    /refreshTokenDuration/
  ]
])(
  '%s that PingOne refuses ends the run with what PingOne says',
  async (_what, inputs, sentence) => {
    const message = await failure({ inputs })
    expect(message).toContain('was answered with 400 INVALID_DATA.')
    expect(message).toMatch(sentence)
    expect(writes(emulator)).toHaveLength(1)
  }
)

test('NONE for a client that authenticates is refused before any write', async () => {
  const message = await failure({ inputs: { 'auth-method': 'NONE' } })
  expect(message).toContain('set allow-downgrade: true')
  expect(writes(emulator)).toEqual([])
})

test('an application of another protocol is refused before any write', async () => {
  emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, { protocol: 'SAML' })
  expect(await failure({})).toContain('has protocol SAML')
  expect(writes(emulator)).toEqual([])
})

test.each(['empty', 'html', 'truncated', '[]', 'null', '"text"', '{"id":7}'])(
  'a reading that is answered with %s is refused before any write',
  async (body) => {
    emulator.addFault({ method: 'GET', times: 0, body })
    expect(await failure({})).toContain("does not come from PingOne's management API")
    expect(writes(emulator)).toEqual([])
  }
)

test.each([
  'empty',
  'html',
  '[]',
  '{"access_token":5,"token_type":"Bearer"}',
  '{"access_token":""}'
])('a token request that is answered with %s ends the run', async (body) => {
  emulator.addFault({ method: 'POST', times: 0, body })
  expect(await failure({})).toContain('was answered without an access token')
})

test('an error text from outside is cleaned and cut', async () => {
  emulator.addFault({
    method: 'PUT',
    status: 400,
    body: JSON.stringify({
      id: '1\n::error::forged',
      code: 'X\r##[error]forged',
      message: `::stop-commands::x\n<script>${'A'.repeat(10_000)}`,
      details: [7, null, { target: ['x'], innererror: { allowedValues: [1, 'a\nb'] } }]
    })
  })
  const run = await runStep(emulator)
  expect(run.exitCode).toBe(1)
  expect(errorsOf(run)).toHaveLength(1)
  expect(errorsOf(run)[0]?.length).toBeLessThan(4096)
  expect(run.summary).not.toContain('<script>')
})
