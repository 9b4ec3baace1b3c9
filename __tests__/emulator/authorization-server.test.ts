import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createLocalJWKSet, jwtVerify } from 'jose'
import {
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator,
  WORKER_ENVIRONMENT_ID,
  WORKER_IDS
} from '../../emulator/index.ts'
import { basic, call, manage, postForm } from './client.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ customDomainEnvironmentId: ENVIRONMENT_ID })
})
afterAll(() => emulator.close())

function workerBasic() {
  return basic(WORKER_IDS.basic, emulator.secret(ENVIRONMENT_ID, WORKER_IDS.basic))
}

function askToken(form: Record<string, string>, headers = {}) {
  return postForm(emulator, 'token', form, { ...workerBasic(), ...headers })
}

describe('token endpoint', () => {
  test('grants an access token that its own key set verifies', async () => {
    const { json } = await askToken({ grant_type: 'client_credentials' })
    const keys = await call(`${emulator.authUrl}/${ENVIRONMENT_ID}/as/jwks`)
    const issuer = `${emulator.authUrl}/${ENVIRONMENT_ID}/as`
    const options = { issuer, audience: emulator.apiUrl, algorithms: ['RS256'] }
    const { payload } = await jwtVerify(json.access_token, createLocalJWKSet(keys.json), options)
    expect(payload).toMatchObject({ client_id: WORKER_IDS.basic, env: ENVIRONMENT_ID })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600)
  })

  test('knows no other grant', async () => {
    const form = { grant_type: 'authorization_code', code: 'x' }
    expect(await askToken(form)).toMatchObject({
      status: 400,
      json: { error: 'unsupported_grant_type' }
    })
    expect(await askToken({})).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
  })

  test('refuses the grant to an application that does not have it', async () => {
    emulator.editApplication(ENVIRONMENT_ID, WORKER_IDS.readOnly, { grantTypes: ['DEVICE_CODE'] })
    const secret = emulator.secret(ENVIRONMENT_ID, WORKER_IDS.readOnly)
    const form = { grant_type: 'client_credentials' }
    const outcome = await postForm(emulator, 'token', form, basic(WORKER_IDS.readOnly, secret))
    expect(outcome).toMatchObject({ status: 400, json: { error: 'unauthorized_client' } })
  })

  test('takes forms by POST only', async () => {
    const json = { 'Content-Type': 'application/json' }
    const outcome = await askToken({ grant_type: 'client_credentials' }, json)
    expect(outcome).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
    const get = await call(`${emulator.authUrl}/${ENVIRONMENT_ID}/as/token`)
    expect(get).toMatchObject({ status: 405, headers: { allow: 'POST' } })
  })
})

describe('introspection endpoint', () => {
  const introspect = (token: string) => postForm(emulator, 'introspect', { token }, workerBasic())

  test('tells a live token from an unknown, an expired and a foreign one', async () => {
    const live = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.post)
    const expired = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.post, -1)
    const foreign = await emulator.issueAccessToken(
      WORKER_ENVIRONMENT_ID,
      WORKER_IDS.otherEnvironment
    )
    expect((await introspect(live)).json).toMatchObject({
      active: true,
      client_id: WORKER_IDS.post
    })
    expect((await introspect('x')).json).toEqual({ active: false })
    expect((await introspect(expired)).json).toEqual({ active: false })
    expect((await introspect(foreign)).json).toEqual({ active: false })
  })

  test('demands a token to look at', async () => {
    const outcome = await postForm(emulator, 'introspect', {}, workerBasic())
    expect(outcome).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
  })
})

test('discovery names the endpoints by the host that the client addressed', async () => {
  const path = `${ENVIRONMENT_ID}/as/.well-known/openid-configuration`
  const headers = { Host: 'auth.pingone.eu' }
  const { json } = await call(`${emulator.authUrl}/${path}`, { headers })
  expect(json).toMatchObject({
    issuer: `http://auth.pingone.eu/${ENVIRONMENT_ID}/as`,
    token_endpoint: `http://auth.pingone.eu/${ENVIRONMENT_ID}/as/token`,
    introspection_endpoint: `http://auth.pingone.eu/${ENVIRONMENT_ID}/as/introspect`
  })
})

test('a custom domain serves its environment without naming it', async () => {
  const { json } = await call(`${emulator.authUrl}/as/.well-known/openid-configuration`)
  expect(json.issuer).toBe(`${emulator.authUrl}/as`)
  const outcome = await call(json.token_endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...workerBasic() },
    body: 'grant_type=client_credentials'
  })
  expect(outcome.status).toBe(200)
})

test('an unknown environment and an unknown resource are not found', async () => {
  const nowhere = '00000000-0000-4000-8000-000000000000'
  const paths = [`/${nowhere}/as/token`, `/${nowhere}/as/jwks`, `/${ENVIRONMENT_ID}/as/x`, '/']
  for (const path of paths) {
    const outcome = await call(emulator.authUrl + path)
    expect(outcome).toMatchObject({ status: 404, json: { code: 'NOT_FOUND' } })
  }
})

test('expireTokens ends the tokens issued so far, and no later ones', async () => {
  const before = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
  emulator.expireTokens()
  const url = `${emulator.apiUrl}/v1/environments/${ENVIRONMENT_ID}/applications`
  const headers = { Authorization: `Bearer ${before}` }
  expect(await call(url, { headers })).toMatchObject({ status: 401 })
  expect(await manage(emulator, 'GET', '')).toMatchObject({ status: 200 })
})
