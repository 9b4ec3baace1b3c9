import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  defaultSeed,
  type Emulator,
  ENVIRONMENT_ID,
  KEY_ROTATION_POLICY_ID,
  startEmulator,
  WORKER_ENVIRONMENT_ID,
  WORKER_IDS
} from '../../emulator/index.ts'
import { call, manage, oidcApplication } from './client.ts'

const ROLELESS = '6a3c1b70-0000-4000-8000-000000000011'

let emulator: Emulator
let url: string
beforeAll(async () => {
  const { environments } = await defaultSeed()
  const [home, ...others] = environments
  const applications = [...(home?.applications ?? []), oidcApplication(ROLELESS)]
  emulator = await startEmulator({
    environments: [{ id: ENVIRONMENT_ID, applications }, ...others],
    pageSize: 3
  })
  url = `${emulator.apiUrl}/v1/environments/${ENVIRONMENT_ID}/applications`
})
afterAll(() => emulator.close())

function bearer(token: string) {
  return { headers: { Authorization: `Bearer ${token}` } }
}

describe('one application', () => {
  test('comes with its links, its read-only members and everything that was stored', async () => {
    const { status, json, headers } = await manage(emulator, 'GET', `/${APPLICATION_ID}`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json')
    expect(headers['correlation-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers['cache-control']).toContain('no-store')
    expect(json).toMatchObject({
      _links: {
        self: { href: `${url}/${APPLICATION_ID}` },
        secret: { href: `${url}/${APPLICATION_ID}/secret` },
        keyRotationPolicy: { href: expect.stringContaining(KEY_ROTATION_POLICY_ID) }
      },
      id: APPLICATION_ID,
      clientId: APPLICATION_ID,
      environment: { id: ENVIRONMENT_ID },
      tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
      futureSetting: { mode: 'AUTO' }
    })
    expect(json).toEqual(emulator.application(ENVIRONMENT_ID, APPLICATION_ID))
  })

  test('has read-only members even when the seed gave none', () => {
    expect(emulator.application(ENVIRONMENT_ID, ROLELESS)).toMatchObject({
      clientId: ROLELESS,
      assignActorRoles: false,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/)
    })
  })

  test('is handed out as a copy', () => {
    const copy = emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
    Object.assign(copy, { name: 'Other' })
    expect(emulator.application(ENVIRONMENT_ID, APPLICATION_ID).name).toBe('Shared-Web-App')
  })

  test('is not found in another environment, nor by another ID', async () => {
    const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
    const elsewhere = url.replace(ENVIRONMENT_ID, '00000000-0000-4000-8000-000000000000')
    const expected = { status: 404, json: { code: 'NOT_FOUND', id: expect.any(String) } }
    expect(await call(`${elsewhere}/${APPLICATION_ID}`, bearer(token))).toMatchObject(expected)
    expect(await manage(emulator, 'GET', '/nothing')).toMatchObject(expected)
  })

  test('allows only the methods it has', async () => {
    const outcome = await manage(emulator, 'PATCH', `/${APPLICATION_ID}`, {})
    expect(outcome).toMatchObject({ status: 405, headers: { allow: 'GET, PUT' } })
  })
})

describe('access', () => {
  test('needs a valid, live token', async () => {
    const expired = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic, -1)
    for (const options of [{}, bearer('made.up.token'), bearer(expired)]) {
      const outcome = await call(url, options)
      expect(outcome).toMatchObject({
        status: 401,
        json: { code: 'ACCESS_FAILED', details: [{ code: 'INVALID_TOKEN' }] }
      })
    }
  })

  test('needs the permission for the operation', async () => {
    const { json } = await manage(emulator, 'GET', `/${APPLICATION_ID}`)
    const { readOnly } = WORKER_IDS
    const read = await manage(emulator, 'GET', `/${APPLICATION_ID}`, undefined, readOnly)
    const write = await manage(emulator, 'PUT', `/${APPLICATION_ID}`, json, readOnly)
    expect(read.status).toBe(200)
    expect(write).toMatchObject({
      status: 403,
      json: { code: 'ACCESS_FAILED', details: [{ code: 'INSUFFICIENT_PERMISSIONS' }] }
    })
  })

  test('is not given to a client without roles', async () => {
    expect(await manage(emulator, 'GET', '', undefined, ROLELESS)).toMatchObject({ status: 403 })
  })

  test('goes by the environment of the role, not by that of the worker', async () => {
    const token = await emulator.issueAccessToken(
      WORKER_ENVIRONMENT_ID,
      WORKER_IDS.otherEnvironment
    )
    const own = url.replace(ENVIRONMENT_ID, WORKER_ENVIRONMENT_ID)
    expect(await call(url, bearer(token))).toMatchObject({ status: 200 })
    expect(await call(own, bearer(token))).toMatchObject({ status: 403 })
  })
})

describe('the list', () => {
  test('comes in pages that lead to one another', async () => {
    const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
    const ids: string[] = []
    const sizes: number[] = []
    for (let next: string | undefined = url; next !== undefined; ) {
      const { json } = await call(next, bearer(token))
      expect(json.count).toBe(7)
      expect(json._links.self.href).toBe(next)
      ids.push(...json._embedded.applications.map((application: { id: string }) => application.id))
      sizes.push(json.size)
      next = json._links.next?.href
    }
    expect(sizes).toEqual([3, 3, 1])
    expect(new Set(ids).size).toBe(7)
    expect(ids).toContain(APPLICATION_ID)
  })

  test('refuses a cursor it never gave', async () => {
    const outcome = await manage(emulator, 'GET', '?cursor=abc')
    expect(outcome).toMatchObject({ status: 400, json: { details: [{ target: 'cursor' }] } })
  })
})

test('an edit by somebody else is a merge patch that moves updatedAt', () => {
  const before = emulator.application(ENVIRONMENT_ID, WORKER_IDS.post)
  emulator.editApplication(ENVIRONMENT_ID, WORKER_IDS.post, {
    description: 'Edited',
    parTimeout: null,
    id: 'ignored'
  })
  const { description, parTimeout, id, updatedAt } = emulator.application(
    ENVIRONMENT_ID,
    WORKER_IDS.post
  )
  expect({ description, parTimeout, id }).toEqual({
    description: 'Edited',
    parTimeout: undefined,
    id: WORKER_IDS.post
  })
  expect(Date.parse(String(updatedAt))).toBeGreaterThan(Date.parse(String(before.updatedAt)))
})

test('asking the emulator for an application it does not have is an error', () => {
  expect(() => emulator.application(ENVIRONMENT_ID, 'x')).toThrow('has no application x')
})
