import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  type Fault,
  startEmulator
} from '../../emulator/index.ts'
import { errorsOf, runCancelledAtWrite, runStep, writes } from './step.ts'

const READ = { method: 'GET', path: '/applications/' }
const WRITE = { method: 'PUT', path: '/applications/' }
const MISMATCH: Fault = { ...WRITE, tamper: { pkceEnforcement: 'OPTIONAL' } }
const ALWAYS = { times: 0, retryAfter: '0' }

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

type Outcome = {
  readonly inputs?: Record<string, string>
  readonly faults?: readonly Fault[]
  /** What the run must say. */
  readonly status: string
  readonly changed: string | undefined
  /** What is the truth. */
  readonly method: 'CLIENT_SECRET_BASIC' | 'CLIENT_SECRET_POST'
  readonly writes: number
  readonly says?: string
}

const BASIC = 'CLIENT_SECRET_BASIC'
const POST = 'CLIENT_SECRET_POST'

// Every status of a result, and every way that leads to it.
const OUTCOMES: readonly (readonly [name: string, outcome: Outcome])[] = [
  [
    'unchanged',
    {
      inputs: { 'auth-method': BASIC },
      status: 'unchanged',
      changed: 'false',
      method: BASIC,
      writes: 0
    }
  ],
  [
    'planned',
    { inputs: { mode: 'plan' }, status: 'planned', changed: 'false', method: BASIC, writes: 0 }
  ],
  [
    'drifted',
    {
      inputs: { mode: 'check' },
      status: 'drifted',
      changed: 'false',
      method: BASIC,
      writes: 0,
      says: 'differs from what is asked'
    }
  ],
  ['changed', { status: 'changed', changed: 'true', method: POST, writes: 1 }],
  [
    'failed before the read',
    {
      faults: [{ ...READ, status: 403, times: 0 }],
      status: 'failed',
      changed: 'false',
      method: BASIC,
      writes: 0,
      says: 'Client Application Developer'
    }
  ],
  [
    'failed by a refusal of PingOne',
    {
      faults: [{ ...WRITE, status: 400 }],
      status: 'failed',
      changed: 'false',
      method: BASIC,
      writes: 1,
      says: 'Nothing was changed'
    }
  ],
  [
    'failed by an unknown outcome',
    {
      inputs: { 'max-retries': '0' },
      faults: [
        { ...WRITE, reset: 'after' },
        { ...READ, skip: 1, status: 503, ...ALWAYS }
      ],
      status: 'failed',
      changed: undefined,
      method: POST,
      writes: 1,
      says: 'is not known'
    }
  ],
  [
    'failed by a foreign edit in the middle',
    {
      faults: [{ ...WRITE, status: 500, retryAfter: '0', edit: { description: 'theirs' } }],
      status: 'failed',
      changed: undefined,
      method: BASIC,
      writes: 1,
      says: 'Somebody else changed'
    }
  ],
  [
    'rolled-back after a mismatch in the answer',
    {
      faults: [MISMATCH],
      status: 'rolled-back',
      changed: 'false',
      method: BASIC,
      writes: 2,
      says: 'was put back as it was before the run'
    }
  ],
  [
    'rolled-back after a mismatch in the asked property',
    {
      faults: [{ ...WRITE, tamper: { tokenEndpointAuthMethod: BASIC } }],
      status: 'rolled-back',
      changed: 'false',
      method: BASIC,
      writes: 2
    }
  ],
  [
    'rolled-back with a rollback that needed a second try',
    {
      faults: [MISMATCH, { ...WRITE, skip: 1, status: 503, retryAfter: '0' }],
      status: 'rolled-back',
      changed: 'false',
      method: BASIC,
      writes: 3
    }
  ],
  [
    'rolled-back with a rollback whose answer got lost',
    {
      faults: [MISMATCH, { ...WRITE, skip: 1, reset: 'after' }],
      status: 'rolled-back',
      changed: 'false',
      method: BASIC,
      writes: 2
    }
  ],
  [
    'failed and left so with on-failure: stop',
    {
      inputs: { 'on-failure': 'stop' },
      faults: [MISMATCH],
      status: 'failed',
      changed: 'true',
      method: POST,
      writes: 1,
      says: 'is changed, and was left so'
    }
  ],
  [
    'failed and left so with on-failure: continue',
    {
      inputs: { 'on-failure': 'continue' },
      faults: [MISMATCH],
      status: 'failed',
      changed: 'true',
      method: POST,
      writes: 1
    }
  ],
  [
    'rollback-failed by a refusal',
    {
      faults: [MISMATCH, { ...WRITE, skip: 1, status: 403, times: 0 }],
      status: 'rollback-failed',
      changed: 'true',
      method: POST,
      writes: 2,
      says: 'restore by hand'
    }
  ],
  [
    'rollback-failed by a dead API',
    {
      inputs: { 'max-retries': '1' },
      faults: [MISMATCH, { ...READ, skip: 1, status: 503, ...ALWAYS }],
      status: 'rollback-failed',
      changed: undefined,
      method: POST,
      writes: 1,
      says: 'restore by hand'
    }
  ],
  [
    'rollback-failed by an answer that is not as before',
    {
      faults: [MISMATCH, { ...WRITE, skip: 1, tamper: { name: 'Other' } }],
      status: 'rollback-failed',
      changed: 'true',
      method: BASIC,
      writes: 2
    }
  ],
  [
    'rollback-failed as somebody else changed it',
    {
      faults: [{ ...MISMATCH, edit: { description: 'theirs' } }],
      status: 'rollback-failed',
      changed: 'true',
      method: POST,
      writes: 1,
      says: 'so it was not put back'
    }
  ]
]

describe('the status says the truth:', () => {
  test.each(OUTCOMES)('%s', async (_name, outcome) => {
    for (const fault of outcome.faults ?? []) emulator.addFault(fault)
    const run = await runStep(emulator, { inputs: outcome.inputs ?? {} })
    const [record] = JSON.parse(run.outputs.results ?? '')
    expect({
      status: record.status,
      changed: run.outputs.changed,
      method: emulator.application(ENVIRONMENT_ID, APPLICATION_ID).tokenEndpointAuthMethod,
      writes: writes(emulator).length
    }).toEqual({
      status: outcome.status,
      changed: outcome.changed,
      method: outcome.method,
      writes: outcome.writes
    })
    const isGood = ['unchanged', 'planned', 'changed'].includes(outcome.status)
    expect(run.exitCode).toBe(isGood ? 0 : 1)
    expect(errorsOf(run).length > 0).toBe(!isGood)
    expect(errorsOf(run).join('\n')).toContain(outcome.says ?? '')
    expect(run.summary).toContain(outcome.status)
  })
})

test('a rollback that failed prints what to restore, and no secret', async () => {
  emulator.addFault(MISMATCH)
  emulator.addFault({ ...WRITE, skip: 1, status: 403, times: 0 })
  const before = emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
  const run = await runStep(emulator, { inputs: { settings: 'description: new' } })
  for (const name of ['description', 'tokenEndpointAuthMethod']) {
    expect(run.log).toContain(`To restore by hand: /${name}: ${JSON.stringify(before[name])}`)
  }
  expect(run.summary).toContain('To restore by hand')
})

test('a rollback is read back when the write is', async () => {
  emulator.addFault(MISMATCH)
  emulator.addFault({ ...READ, skip: 2, tamper: { name: 'Other' } })
  const run = await runStep(emulator, { inputs: { verify: 'read-back' } })
  expect(JSON.parse(run.outputs.results ?? '')[0].status).toBe('rollback-failed')
  expect(errorsOf(run).join('\n')).toContain(
    'a later reading shows it otherwise than planned in: /name'
  )
})

test("somebody else's change is not rolled back over", async () => {
  emulator.addFault({ ...MISMATCH, edit: { description: 'theirs' } })
  await runStep(emulator)
  expect(emulator.application(ENVIRONMENT_ID, APPLICATION_ID).description).toBe('theirs')
})

describe('the guards hold on every path that writes:', () => {
  // What somebody else does to the application while the run is under way.
  const edits = [
    ['another name', { name: 'Other' }],
    ['another protocol', { protocol: 'SAML' }],
    ['another type', { type: 'PING_ONE_PORTAL' }],
    ['any other edit', { description: 'theirs' }]
  ] as const
  const paths = [
    ['the write that is sent again', { ...WRITE, status: 500, retryAfter: '0' }, 'failed'],
    ['the write that is sent again after a reset', { ...WRITE, reset: 'before' }, 'failed'],
    ['the rollback', MISMATCH, 'rollback-failed']
  ] as const
  test.each(edits.flatMap(([edit, patch]) => paths.map((path) => [edit, ...path, patch] as const)))(
    '%s stops %s',
    async (_edit, _path, fault, status, edit) => {
      emulator.addFault({ ...fault, edit })
      const run = await runStep(emulator, { inputs: { 'application-name': 'Shared-Web-App' } })
      expect(JSON.parse(run.outputs.results ?? '')[0].status).toBe(status)
      expect(errorsOf(run).join('\n')).toContain('Somebody else changed')
      expect(writes(emulator)).toHaveLength(1)
      expect(emulator.application(ENVIRONMENT_ID, APPLICATION_ID)).toMatchObject(edit)
    }
  )
})

test('a rollback is finished past the time limit', async () => {
  emulator.addFault({ ...MISMATCH, delayMs: 1500 })
  const run = await runStep(emulator, { inputs: { 'time-limit': '1' } })
  expect(JSON.parse(run.outputs.results ?? '')[0].status).toBe('rolled-back')
})

test('a cancelled run starts no rollback, and says where things stand', async () => {
  emulator.addFault({ ...MISMATCH, delayMs: 1000 })
  const run = await runCancelledAtWrite(emulator)
  expect(run.exitCode).toBe(1)
  expect(JSON.parse(run.outputs.results ?? '')[0].status).toBe('failed')
  expect(errorsOf(run)[0]).toContain('is changed, and was left so')
  expect(writes(emulator)).toHaveLength(1)
})

test('a cancelled run gives up a write that hangs in time to report how it ended', async () => {
  emulator.addFault({ ...WRITE, delayMs: 60_000, takesEffect: true })
  const run = await runCancelledAtWrite(emulator)
  expect(run.signal).toBeNull()
  expect(run.outputs).toMatchObject({ 'auth-method': POST, changed: 'true' })
})
