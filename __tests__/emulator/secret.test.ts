import { afterEach, beforeEach, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator,
  WORKER_IDS
} from '../../emulator/index.ts'
import { basic, manage, oidcApplication, postForm } from './client.ts'

const SAML_APP = '6a3c1b70-0000-4000-8000-000000000031'
const PERMISSIONS = ['read', 'update', 'delete'].map((action) => `applications:${action}:secret`)

let emulator: Emulator
beforeEach(async () => {
  const role = (permissions: readonly string[]) => [{ environmentId: ENVIRONMENT_ID, permissions }]
  const applications = [
    oidcApplication(APPLICATION_ID),
    oidcApplication(SAML_APP, { protocol: 'SAML' }),
    { ...oidcApplication(WORKER_IDS.basic), roles: role(PERMISSIONS) },
    { ...oidcApplication(WORKER_IDS.post), roles: role(['applications:read:secret']) },
    { ...oidcApplication(WORKER_IDS.readOnly), roles: role(['applications:read:application']) }
  ]
  emulator = await startEmulator({ environments: [{ id: ENVIRONMENT_ID, applications }] })
})
afterEach(() => emulator.close())

const SECRET = `/${APPLICATION_ID}/secret`

function accepts(secret: string) {
  return postForm(emulator, 'introspect', { token: 'x' }, basic(APPLICATION_ID, secret))
}

test('is shown to a worker with the permission', async () => {
  const secret = emulator.secret(ENVIRONMENT_ID, APPLICATION_ID)
  expect(secret).toMatch(/^[A-Za-z0-9._~-]{64}$/)
  expect(await manage(emulator, 'GET', SECRET)).toMatchObject({
    status: 200,
    json: { secret, environment: { id: ENVIRONMENT_ID }, _links: { self: {} } }
  })
})

test('is refused without the permission for the operation', async () => {
  const expected = { status: 403, json: { details: [{ code: 'INSUFFICIENT_PERMISSIONS' }] } }
  const get = await manage(emulator, 'GET', SECRET, undefined, WORKER_IDS.readOnly)
  const post = await manage(emulator, 'POST', SECRET, undefined, WORKER_IDS.post)
  const remove = await manage(emulator, 'DELETE', SECRET, undefined, WORKER_IDS.post)
  expect([get, post, remove]).toMatchObject([expected, expected, expected])
})

test('is never shown to the worker it belongs to', async () => {
  expect(await manage(emulator, 'GET', `/${WORKER_IDS.basic}/secret`)).toMatchObject({
    status: 403
  })
})

test('of an application with roles is shown only to one who holds them all', async () => {
  const path = (id: string) => `/${id}/secret`
  expect(await manage(emulator, 'GET', path(WORKER_IDS.post))).toMatchObject({ status: 200 })
  const lesser = await manage(emulator, 'GET', path(WORKER_IDS.basic), undefined, WORKER_IDS.post)
  expect(lesser).toMatchObject({ status: 403 })
})

test('is none of a SAML application, or of one that does not exist', async () => {
  expect(await manage(emulator, 'GET', `/${SAML_APP}/secret`)).toMatchObject({ status: 404 })
  expect(await manage(emulator, 'GET', '/x/secret')).toMatchObject({ status: 404 })
})

test('dies at once when it is rotated without more', async () => {
  const before = emulator.secret(ENVIRONMENT_ID, APPLICATION_ID)
  const { status, json } = await manage(emulator, 'POST', SECRET)
  expect(status).toBe(200)
  expect(json.secret).not.toBe(before)
  expect(json).not.toHaveProperty('previous')
  expect((await accepts(before)).status).toBe(401)
  expect((await accepts(json.secret)).status).toBe(200)
})

test('stays valid beside the new one until its expiry or its revocation', async () => {
  const before = emulator.secret(ENVIRONMENT_ID, APPLICATION_ID)
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { json } = await manage(emulator, 'POST', SECRET, { previous: { expiresAt } })
  expect(json.previous.secret).toBe(before)
  expect((await accepts(before)).status).toBe(200)
  expect((await manage(emulator, 'DELETE', SECRET)).status).toBe(204)
  expect((await accepts(before)).status).toBe(401)
  expect((await manage(emulator, 'GET', SECRET)).json).not.toHaveProperty('previous')
})

test('is not rotated with an expiry that is too near or too far', async () => {
  for (const aheadMs of [1000, 31 * 24 * 3_600_000]) {
    const expiresAt = new Date(Date.now() + aheadMs).toISOString()
    const outcome = await manage(emulator, 'POST', SECRET, { previous: { expiresAt } })
    expect(outcome).toMatchObject({ status: 400, json: { code: 'INVALID_DATA' } })
  }
})
