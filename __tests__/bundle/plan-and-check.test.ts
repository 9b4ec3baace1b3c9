import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator
} from '../../emulator/index.ts'
import { errorsOf, requestLines, runStep, warningsOf, writes } from './step.ts'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const READING = ['POST /token 200', 'GET /applications/{application} 200']

describe('mode: plan', () => {
  test('reads, reports and writes nothing', async () => {
    const before = emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
    const run = await runStep(emulator, {
      inputs: { mode: 'plan', settings: 'description: new', verify: 'client-authentication' }
    })
    expect(errorsOf(run)).toEqual([])
    expect(run.exitCode).toBe(0)
    expect(requestLines(emulator)).toEqual(READING)
    expect(emulator.application(ENVIRONMENT_ID, APPLICATION_ID)).toEqual(before)
    expect(run.outputs).toMatchObject({
      'auth-method': 'CLIENT_SECRET_BASIC',
      'previous-auth-method': 'CLIENT_SECRET_BASIC',
      changed: 'false',
      fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/)
    })
    expect(JSON.parse(run.outputs.plan ?? '')).toEqual([
      {
        environmentId: ENVIRONMENT_ID,
        applicationId: APPLICATION_ID,
        applicationName: 'Shared-Web-App',
        changes: [
          { path: '/description', before: before.description, after: 'new' },
          {
            path: '/tokenEndpointAuthMethod',
            before: 'CLIENT_SECRET_BASIC',
            after: 'CLIENT_SECRET_POST'
          }
        ]
      }
    ])
    expect(run.summary).toContain('would be changed')
    expect(run.jobOutputs).toEqual(run.outputs)
  })

  test('of what is there already is unchanged', async () => {
    const run = await runStep(emulator, {
      inputs: { mode: 'plan', 'auth-method': 'CLIENT_SECRET_BASIC' }
    })
    expect(run.exitCode).toBe(0)
    expect(JSON.parse(run.outputs.results ?? '')[0].status).toBe('unchanged')
  })

  test('of what the rules forbid fails', async () => {
    const run = await runStep(emulator, { inputs: { mode: 'plan', 'auth-method': 'NONE' } })
    expect(run.exitCode).toBe(1)
    expect(requestLines(emulator)).toEqual(READING)
  })
})

describe('mode: check', () => {
  test('fails for an application that differs, and names in what', async () => {
    const run = await runStep(emulator, {
      inputs: { mode: 'check', settings: 'description: new' }
    })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)).toEqual([
      expect.stringContaining(
        'differs from what is asked in: /description, /tokenEndpointAuthMethod.'
      )
    ])
    expect(JSON.parse(run.outputs.results ?? '')[0].status).toBe('drifted')
    expect(requestLines(emulator)).toEqual(READING)
  })

  test('passes for an application that is as asked', async () => {
    const run = await runStep(emulator, {
      inputs: { mode: 'check', 'auth-method': 'CLIENT_SECRET_BASIC' }
    })
    expect(errorsOf(run)).toEqual([])
    expect(run.exitCode).toBe(0)
  })
})

describe('expected-fingerprint', () => {
  async function fingerprint(inputs: Record<string, string> = {}): Promise<string> {
    const run = await runStep(emulator, { inputs: { mode: 'plan', ...inputs } })
    return run.outputs.fingerprint ?? ''
  }

  test('of the plan lets it be applied', async () => {
    const expected = await fingerprint()
    const run = await runStep(emulator, { inputs: { 'expected-fingerprint': expected } })
    expect(errorsOf(run)).toEqual([])
    expect(run.outputs.fingerprint).toBe(expected)
    expect(writes(emulator)).toHaveLength(1)
  })

  test.each([
    ['the application moved', { description: 'theirs' }, {}],
    [
      'the application moved to what is asked',
      { tokenEndpointAuthMethod: 'CLIENT_SECRET_POST' },
      {}
    ],
    ['more is asked', {}, { settings: 'parTimeout: 90' }],
    ['another method is asked', {}, { 'auth-method': 'CLIENT_SECRET_JWT' }]
  ])('of a plan since which %s is refused', async (_what, edit, inputs) => {
    const expected = await fingerprint()
    emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, edit)
    const run = await runStep(emulator, { inputs: { ...inputs, 'expected-fingerprint': expected } })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)).toEqual([expect.stringContaining('is out of date')])
    expect(writes(emulator)).toEqual([])
  })

  test('is the same at another time, for lists in another order and text in another form', async () => {
    const settings = 'grantTypes: [REFRESH_TOKEN, AUTHORIZATION_CODE]'
    const expected = await fingerprint({ settings })
    const { postLogoutRedirectUris } = emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
    emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, {
      postLogoutRedirectUris: [...(postLogoutRedirectUris as string[])].reverse()
    })
    const same = '{"grantTypes": ["AUTHORIZATION_CODE", "REFRESH_TOKEN"]}'
    expect(await fingerprint({ settings: same })).toBe(expected)
  })
})

describe('the results', () => {
  test('are a record with all that is known', async () => {
    const run = await runStep(emulator, { inputs: { settings: 'description: new' } })
    const [record] = JSON.parse(run.outputs.results ?? '')
    expect(record).toEqual({
      environmentId: ENVIRONMENT_ID,
      applicationId: APPLICATION_ID,
      applicationName: 'Shared-Web-App',
      clientId: APPLICATION_ID,
      previousAuthMethod: 'CLIENT_SECRET_BASIC',
      authMethod: 'CLIENT_SECRET_POST',
      status: 'changed',
      changes: JSON.parse(run.outputs.plan ?? '')[0].changes,
      warnings: [],
      correlationIds: [expect.any(String), expect.any(String), expect.any(String)],
      fingerprint: run.outputs.fingerprint,
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      durationMs: expect.any(Number),
      error: null
    })
    expect(run.outputs['results-file']).toMatch(/_temp.pingone-results-[0-9a-f-]{36}\.json$/)
  })

  test('stand in the file as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'results-'))
    try {
      const run = await runStep(emulator, { env: { RUNNER_TEMP: folder } })
      const text = readFileSync(run.outputs['results-file'] ?? '', 'utf8')
      expect(JSON.parse(text)).toEqual(JSON.parse(run.outputs.results ?? ''))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('that cannot be written to a file are a warning', async () => {
    const run = await runStep(emulator, { env: { RUNNER_TEMP: '/does/not/exist' } })
    expect(run.exitCode).toBe(0)
    expect(run.outputs).not.toHaveProperty('results-file')
    expect(warningsOf(run)).toEqual([
      expect.stringContaining('The results could not be written to a file (ENOENT)')
    ])
  })

  test('are left to the file when they are too long for an output', async () => {
    emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, { description: 'x'.repeat(600_000) })
    const run = await runStep(emulator, { inputs: { settings: 'description: short' } })
    expect(run.exitCode).toBe(0)
    expect(run.outputs).not.toHaveProperty('results')
    expect(run.outputs).toHaveProperty('results-file')
    expect(warningsOf(run)).toEqual([
      expect.stringContaining('The output plan is left empty'),
      expect.stringContaining('The output results is left empty')
    ])
  })

  test('name the error', async () => {
    emulator.addFault({ method: 'PUT', status: 400 })
    const run = await runStep(emulator)
    expect(JSON.parse(run.outputs.results ?? '')[0]).toMatchObject({
      status: 'failed',
      authMethod: 'CLIENT_SECRET_BASIC',
      error: {
        code: expect.any(String),
        message: expect.stringContaining('was answered with 400'),
        hint: expect.any(String),
        pingOneErrorId: expect.any(String)
      }
    })
  })

  test('hide values whose names say that they are secrets', async () => {
    const settings =
      '{"future": {"apiSecret": "planted-value-1", "list": [{"password": "planted-value-2"}]}}'
    const run = await runStep(emulator, {
      inputs: { settings },
      plantedSecrets: ['planted-value-1', 'planted-value-2']
    })
    expect(errorsOf(run)).toEqual([])
    expect(run.outputs.plan).toContain('(hidden)')
  })
})

test('action.yml gives on-failure the default of the code', () => {
  const text = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')
  expect(text).toMatch(/on-failure:\n.*\n\s+default: rollback/)
})
