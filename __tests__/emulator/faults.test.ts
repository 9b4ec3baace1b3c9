import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Client, request } from 'undici'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  type Fault,
  startEmulator,
  WORKER_IDS
} from '../../emulator/index.ts'
import { basic, call, manage, postForm } from './client.ts'

const ONE = `/${APPLICATION_ID}`

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

function application() {
  return emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
}

function read() {
  return manage(emulator, 'GET', ONE)
}

function rename(name: string) {
  return manage(emulator, 'PUT', ONE, { ...application(), name })
}

describe('which requests', () => {
  test('one by default, after those that may pass', async () => {
    emulator.addFault({ status: 500, skip: 1 })
    const outcomes = [await read(), await read(), await read()]
    expect(outcomes.map(({ status }) => status)).toEqual([200, 500, 200])
  })

  test('several, or all until they are cleared', async () => {
    emulator.addFault({ status: 500, times: 2 })
    emulator.addFault({ status: 503, times: 0 })
    const outcomes = [await read(), await read(), await read(), await read()]
    emulator.clearFaults()
    expect(outcomes.map(({ status }) => status)).toEqual([500, 500, 503, 503])
    expect((await read()).status).toBe(200)
  })

  test('by method and path', async () => {
    emulator.addFault({ status: 500, method: 'put', path: `${APPLICATION_ID}$` })
    emulator.addFault({ status: 500, path: '/as/token$' })
    expect((await read()).status).toBe(200)
    expect((await rename('New')).status).toBe(500)
    expect((await postForm(emulator, 'introspect', { token: 'x' })).status).toBe(401)
    expect((await postForm(emulator, 'token', {})).status).toBe(500)
  })
})

describe('a status', () => {
  test.each([
    [400, 'REQUEST_FAILED'],
    [401, 'ACCESS_FAILED'],
    [403, 'ACCESS_FAILED'],
    [404, 'NOT_FOUND'],
    [409, 'INVALID_DATA'],
    [415, 'INVALID_REQUEST'],
    [429, 'REQUEST_LIMITED'],
    [500, 'UNEXPECTED_ERROR'],
    [503, 'SERVICE_UNAVAILABLE'],
    [418, 'REQUEST_FAILED']
  ])('%i comes with the code %s', async (status, code) => {
    emulator.addFault({ status })
    const { headers, ...outcome } = await read()
    expect(outcome).toMatchObject({ status, json: { id: expect.any(String), code } })
    expect(headers['correlation-id']).toBeDefined()
  })

  test('has the OAuth shape where an OAuth client reads it', async () => {
    emulator.addFault({ status: 401 })
    emulator.addFault({ status: 400 })
    const outcomes = [await postForm(emulator, 'token', {}), await postForm(emulator, 'token', {})]
    const errors = outcomes.map(({ json }) => json.error)
    expect(errors).toEqual(['invalid_client', 'invalid_request'])
  })

  test('takes no effect unless told to', async () => {
    emulator.addFault({ status: 502 })
    await rename('First')
    expect(application().name).toBe('Shared-Web-App')
    emulator.addFault({ status: 502, takesEffect: true })
    expect((await rename('Second')).status).toBe(502)
    expect(application().name).toBe('Second')
  })

  test('can carry Retry-After', async () => {
    emulator.addFault({ status: 429, retryAfter: '7' })
    expect((await read()).headers['retry-after']).toBe('7')
  })

  test('can be a redirect', async () => {
    emulator.addFault({ status: 307, location: 'https://other.example.com/' })
    const { status, headers, text } = await read()
    expect({ status, text }).toEqual({ status: 307, text: '' })
    expect(headers.location).toBe('https://other.example.com/')
  })
})

describe('a body', () => {
  test.each<[string, Fault, RegExp, string | undefined]>([
    ['of HTML', { body: 'html' }, /^<html>/, 'text/html'],
    ['of nothing', { body: 'empty' }, /^$/, 'application/json'],
    ['that breaks off', { body: 'truncated' }, /^\{"id":[^}]*$/, 'application/json'],
    ['of plain text', { body: 'Bad Gateway' }, /^Bad Gateway$/, 'text/plain'],
    ['of other JSON', { body: '{"a":1}' }, /^\{"a":1\}$/, 'application/json']
  ])('%s', async (_, fault, text, type) => {
    emulator.addFault({ status: 502, ...fault })
    const outcome = await read()
    expect(outcome.status).toBe(502)
    expect(outcome.text).toMatch(text)
    expect(outcome.headers['content-type']).toBe(type)
  })

  test('of a success can break off as well', async () => {
    emulator.addFault({ body: 'truncated' })
    const outcome = await read()
    expect(outcome).toMatchObject({ status: 200, json: undefined })
    expect(outcome.text).not.toBe('')
  })

  test('can be replaced as a whole', async () => {
    emulator.addFault({ answer: '[]' })
    expect(await read()).toMatchObject({ status: 200, json: [] })
  })

  test('can be tampered with, while the store stays as it is', async () => {
    emulator.addFault({ tamper: { name: 'Other', signing: null } })
    const { json } = await read()
    expect(json.name).toBe('Other')
    expect(json).not.toHaveProperty('signing')
    expect(application()).toMatchObject({ name: 'Shared-Web-App', signing: {} })
  })
})

describe('a reset', () => {
  test('before the request takes effect leaves everything as it was', async () => {
    emulator.addFault({ method: 'PUT', reset: 'before' })
    await expect(rename('New')).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(application().name).toBe('Shared-Web-App')
    expect(emulator.requests.at(-1)).toMatchObject({ method: 'PUT', status: undefined })
  })

  test('after the request took effect hides that it did', async () => {
    emulator.addFault({ method: 'PUT', reset: 'after' })
    await expect(rename('New')).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(application().name).toBe('New')
  })
})

describe('a delay', () => {
  test('holds the request back, and lets it go on afterwards', async () => {
    emulator.addFault({ delayMs: 20 })
    expect((await rename('New')).status).toBe(200)
    expect(application().name).toBe('New')
  })

  test('of the answer only, is one that the client may not wait for', async () => {
    emulator.addFault({ method: 'PUT', delayMs: 60_000, takesEffect: true })
    await expect(abandon('New')).rejects.toThrow()
    expect(application().name).toBe('New')
    expect(emulator.requests.at(-1)?.status).toBeUndefined()
  })

  test('of the request means that it is lost when the client does not wait', async () => {
    emulator.addFault({ method: 'PUT', delayMs: 60_000 })
    await expect(abandon('New')).rejects.toThrow()
    await emulator.close()
    expect(application().name).toBe('Shared-Web-App')
  })

  async function abandon(name: string) {
    const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
    const path = `/v1/environments/${ENVIRONMENT_ID}/applications/${APPLICATION_ID}`
    const signal = AbortSignal.timeout(500)
    return request(emulator.apiUrl + path, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...application(), name }),
      signal
    })
  }
})

test('an edit by somebody else follows the request it is tied to', async () => {
  emulator.addFault({ method: 'GET', edit: { description: 'Edited meanwhile' } })
  const first = await read()
  const second = await read()
  expect(first.json.description).toBe('Orders and invoices for customers')
  expect(second.json.description).toBe('Edited meanwhile')
  expect(second.json.updatedAt).not.toBe(first.json.updatedAt)
})

test('requests are recorded with their status and the connection they came over', async () => {
  const client = new Client(emulator.url)
  const path = `/${ENVIRONMENT_ID}/as/introspect`
  const { basic: id } = WORKER_IDS
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    ...basic(id, emulator.secret(ENVIRONMENT_ID, id))
  }
  await call(`${emulator.url}${path}?a=1`, {
    method: 'POST',
    headers,
    body: 'token=x',
    dispatcher: client
  })
  await call(emulator.url, { dispatcher: client })
  await client.close()
  await call(emulator.url, { dispatcher: new Client(emulator.url) })

  expect(emulator.requests).toMatchObject([
    { method: 'POST', path, query: 'a=1', body: 'token=x', status: 200, connection: 1 },
    { method: 'GET', path: '/', query: '', body: '', status: 404, connection: 1 },
    { connection: 2 }
  ])
  expect(emulator.requests[0]?.headers['content-type']).toContain('form')
  expect(emulator.connections).toBe(2)
})
