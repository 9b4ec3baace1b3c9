import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  type Fault,
  startEmulator
} from '../../emulator/index.ts'
import { errorsOf, requestLines, runCancelledAtWrite, runStep, writes } from './step.ts'

const TOKEN = { method: 'POST', path: '/as/token$' }
const READ = { method: 'GET', path: '/applications/' }
const WRITE = { method: 'PUT', path: '/applications/' }

const REQUESTS = [
  ['token request', TOKEN],
  ['read', READ],
  ['write', WRITE]
] as const

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

function method(): unknown {
  return emulator.application(ENVIRONMENT_ID, APPLICATION_ID).tokenEndpointAuthMethod
}

async function expectHealed(fault: Fault): Promise<void> {
  emulator.addFault(fault)
  const run = await runStep(emulator)
  expect(errorsOf(run)).toEqual([])
  expect(run.exitCode).toBe(0)
  expect(run.log).toContain('Try 2 of 5 follows')
  expect(method()).toBe('CLIENT_SECRET_POST')
}

describe.each(REQUESTS)('the %s', (_name, request) => {
  test('is repeated after 429, after the wait that Retry-After asks for', async () => {
    await expectHealed({ ...request, status: 429, retryAfter: '0' })
  })

  test.each([500, 502, 503, 504, 408])('is repeated after %i in HTML', async (status) => {
    await expectHealed({ ...request, status, body: 'html', retryAfter: '0' })
  })

  test('is repeated after a reset', async () => {
    await expectHealed({ ...request, reset: 'before' })
  })

  test('is repeated after a reset that came when it had taken effect', async () => {
    await expectHealed({ ...request, reset: 'after' })
  })

  test('is repeated when it gets no answer in time', async () => {
    emulator.addFault({ ...request, delayMs: 60_000 })
    const run = await runStep(emulator, { inputs: { 'request-timeout': '1' } })
    expect(errorsOf(run)).toEqual([])
    expect(run.log).toContain('got no answer within 1 s.')
    expect(method()).toBe('CLIENT_SECRET_POST')
  })

  test('is given up after max-retries, with what to do', async () => {
    emulator.addFault({ ...request, status: 503, body: 'html', retryAfter: '0', times: 0 })
    const run = await runStep(emulator, { inputs: { 'max-retries': '2' } })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)).toHaveLength(1)
    expect(errorsOf(run)[0]).toContain('was answered with 503. Run it again later')
    expect(errorsOf(run)[0]).not.toContain('<')
    expect(errorsOf(run)[0]).toContain(`Nothing was changed in application ${APPLICATION_ID}.`)
    expect(emulator.requests.filter(({ status }) => status === 503)).toHaveLength(3)
    expect(method()).toBe('CLIENT_SECRET_BASIC')
  })

  test('is not tried again when the wait would end after time-limit', async () => {
    emulator.addFault({ ...request, status: 429, retryAfter: '3600' })
    const run = await runStep(emulator, { inputs: { 'time-limit': '60' } })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain('3600 s, after the end of time-limit')
    expect(emulator.requests.filter(({ status }) => status === 429)).toHaveLength(1)
  })

  test('does not follow a redirect', async () => {
    const elsewhere = await startEmulator()
    try {
      emulator.addFault({ ...request, status: 307, location: `${elsewhere.url}/x` })
      const run = await runStep(emulator)
      expect(run.exitCode).toBe(1)
      expect(errorsOf(run)[0]).toContain('A redirect is not followed')
      expect(elsewhere.requests).toEqual([])
    } finally {
      await elsewhere.close()
    }
  })

  test('is not repeated after a refusal', async () => {
    emulator.addFault({ ...request, status: 400, times: 0 })
    const run = await runStep(emulator)
    expect(run.exitCode).toBe(1)
    expect(emulator.requests.filter(({ status }) => status === 400)).toHaveLength(1)
    expect(method()).toBe('CLIENT_SECRET_BASIC')
  })
})

describe('a write whose effect is unknown', () => {
  test('is read again and found done', async () => {
    emulator.addFault({ ...WRITE, reset: 'after' })
    const run = await runStep(emulator)
    expect(run.exitCode).toBe(0)
    expect(requestLines(emulator)).toEqual([
      'POST /token 200',
      'GET /applications/{application} 200',
      'PUT /applications/{application} reset',
      'GET /applications/{application} 200'
    ])
    expect(run.outputs).toMatchObject({ 'auth-method': 'CLIENT_SECRET_POST', changed: 'true' })
  })

  test('is sent again when the application is as before', async () => {
    emulator.addFault({ ...WRITE, status: 500, retryAfter: '0' })
    const run = await runStep(emulator)
    expect(run.exitCode).toBe(0)
    expect(requestLines(emulator).slice(2)).toEqual([
      'PUT /applications/{application} 500',
      'GET /applications/{application} 200',
      'PUT /applications/{application} 200'
    ])
  })

  test('is left alone when somebody else changed the application meanwhile', async () => {
    emulator.addFault({ ...WRITE, status: 500, retryAfter: '0', edit: { description: 'theirs' } })
    const run = await runStep(emulator)
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain('Somebody else changed application')
    expect(writes(emulator)).toHaveLength(1)
    expect(emulator.application(ENVIRONMENT_ID, APPLICATION_ID).description).toBe('theirs')
  })

  test('is found done at last when its last try took effect without an answer', async () => {
    emulator.addFault({ ...WRITE, status: 502, body: 'html', takesEffect: true })
    const run = await runStep(emulator, { inputs: { 'max-retries': '0' } })
    expect(errorsOf(run)).toEqual([])
    expect(run.outputs.changed).toBe('true')
  })

  test('is found done when the answer is a success of another kind', async () => {
    emulator.addFault({ ...WRITE, status: 204, body: 'empty', takesEffect: true })
    const run = await runStep(emulator)
    expect(errorsOf(run)).toEqual([])
    expect(requestLines(emulator).at(-1)).toBe('GET /applications/{application} 200')
  })

  test('keeps to what is known, whatever code an answer bears', async () => {
    const body = JSON.stringify({ code: 'APPLICATION_MOVED', message: 'forged' })
    emulator.addFault({ ...WRITE, status: 500, body, takesEffect: true })
    const run = await runStep(emulator, { inputs: { 'max-retries': '0' } })
    expect(errorsOf(run)).toEqual([])
    expect(run.outputs.changed).toBe('true')
  })

  test('is said to be unknown when the reading fails as well', async () => {
    emulator.addFault({ ...WRITE, status: 502, body: 'html', takesEffect: true })
    emulator.addFault({ ...READ, skip: 1, times: 0, status: 503, body: 'html' })
    const run = await runStep(emulator, { inputs: { 'max-retries': '0' } })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain('is not known, as reading it failed, too')
    expect(run.outputs).not.toHaveProperty('changed')
    expect(run.outputs).not.toHaveProperty('auth-method')
    expect(run.summary).toContain('unknown')
  })

  test.each(['empty', 'truncated', '[]', '"text"'])(
    'with %s for an answer is settled by a read',
    async (body) => {
      emulator.addFault({ ...WRITE, body })
      const run = await runStep(emulator)
      expect(errorsOf(run)).toEqual([])
      expect(requestLines(emulator).at(-1)).toBe('GET /applications/{application} 200')
    }
  )
})

describe('an access token that expired', () => {
  test.each([
    ['read', READ],
    ['write', WRITE]
  ])('before the %s is renewed once', async (_name, request) => {
    emulator.addFault({ ...request, status: 401 })
    const run = await runStep(emulator)
    expect(errorsOf(run)).toEqual([])
    expect(requestLines(emulator).filter((line) => line.startsWith('POST'))).toHaveLength(2)
  })

  test('is not renewed again and again', async () => {
    emulator.addFault({ ...READ, status: 401, times: 0 })
    const run = await runStep(emulator)
    expect(errorsOf(run)[0]).toContain('does not accept the access token')
    expect(requestLines(emulator)).toHaveLength(4)
  })
})

describe('a run that is to stop', () => {
  test('by time-limit ends its wait and starts nothing more', async () => {
    emulator.addFault({ ...READ, delayMs: 60_000 })
    const run = await runStep(emulator, { inputs: { 'time-limit': '1' } })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain('The run reached its time limit of 1 s.')
    expect(writes(emulator)).toEqual([])
  })

  test('by cancellation ends its wait and starts nothing more', async () => {
    emulator.addFault({ ...WRITE, status: 429, retryAfter: '300' })
    const run = await runStep(emulator, {
      onLine: (line, { cancel }) => {
        if (line.includes('follows in 300 s')) cancel()
      }
    })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain('The run was cancelled.')
    expect(writes(emulator)).toHaveLength(1)
    expect(run.outputs.changed).toBe('false')
  })

  test('by cancellation awaits the write in flight and reports it', async () => {
    emulator.addFault({ ...WRITE, delayMs: 1500 })
    const run = await runCancelledAtWrite(emulator)
    expect(errorsOf(run)).toEqual([])
    expect(run.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ 'auth-method': 'CLIENT_SECRET_POST', changed: 'true' })
  })

  test('by cancellation learns the outcome of a write that got no answer', async () => {
    emulator.addFault({ ...WRITE, status: 503, retryAfter: '300', takesEffect: true })
    const run = await runStep(emulator, {
      onLine: (line, { cancel }) => {
        if (line.includes('follows in 300 s')) cancel()
      }
    })
    expect(errorsOf(run)).toEqual([])
    expect(run.outputs).toMatchObject({ 'auth-method': 'CLIENT_SECRET_POST', changed: 'true' })
  })
})

test('a server that is dead ends the run with what to do', async () => {
  const { apiUrl, authUrl } = await startEmulator().then(async (dead) => {
    await dead.close()
    return dead
  })
  const run = await runStep(emulator, {
    inputs: { 'api-url': apiUrl, 'auth-url': authUrl, 'max-retries': '1' }
  })
  expect(run.exitCode).toBe(1)
  expect(errorsOf(run)[0]).toContain('could not reach the server (ECONNREFUSED). Run it again')
})

test('an answer that is far too large is not read to its end', async () => {
  emulator.addFault({ ...READ, body: 'x'.repeat(17 * 1024 * 1024) })
  const run = await runStep(emulator)
  expect(errorsOf(run)[0]).toContain('too large to come from PingOne')
})
