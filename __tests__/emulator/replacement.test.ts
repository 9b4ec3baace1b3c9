import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  type JsonObject,
  startEmulator,
  WORKER_IDS
} from '../../emulator/index.ts'
import { call, manage, oidcApplication } from './client.ts'

const PLAIN_APP = '6a3c1b70-0000-4000-8000-000000000021'
const NATIVE_APP = '6a3c1b70-0000-4000-8000-000000000022'
const SAML_APP = '6a3c1b70-0000-4000-8000-000000000023'
const CONSOLE = '6a3c1b70-0000-4000-8000-000000000024'

const MINIMAL = {
  name: 'Plain',
  enabled: true,
  type: 'WEB_APP',
  protocol: 'OPENID_CONNECT',
  tokenEndpointAuthMethod: 'CLIENT_SECRET_POST'
}

let emulator: Emulator
beforeEach(async () => {
  const roles = [
    {
      environmentId: ENVIRONMENT_ID,
      permissions: ['applications:read:application', 'applications:update:application']
    }
  ]
  const worker = oidcApplication(WORKER_IDS.basic, { type: 'WORKER' })
  const applications = [
    { ...worker, roles },
    oidcApplication(PLAIN_APP, {
      pkceEnforcement: 'REQUIRED',
      parTimeout: 90,
      idpSignoff: false,
      signing: { keyRotationPolicy: { id: 'policy' } }
    }),
    oidcApplication(NATIVE_APP, { type: 'NATIVE_APP', tokenEndpointAuthMethod: 'NONE' }),
    oidcApplication(SAML_APP, { protocol: 'SAML' }),
    oidcApplication(CONSOLE, { type: 'PING_ONE_ADMIN_CONSOLE' })
  ]
  emulator = await startEmulator({ environments: [{ id: ENVIRONMENT_ID, applications }] })
})
afterEach(() => emulator.close())

function put(body: object | string, id = PLAIN_APP) {
  return manage(emulator, 'PUT', `/${id}`, body)
}

describe('replacement', () => {
  test('drops what is omitted or puts it back at its default', async () => {
    const before = emulator.application(ENVIRONMENT_ID, PLAIN_APP)
    const { status, json } = await put(MINIMAL)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      ...MINIMAL,
      pkceEnforcement: 'OPTIONAL',
      parRequirement: 'OPTIONAL',
      parTimeout: 60,
      deviceTimeout: 600,
      devicePollingInterval: 5,
      requestScopesForMultipleResourcesEnabled: false,
      grantTypes: ['AUTHORIZATION_CODE'],
      responseTypes: ['CODE'],
      createdAt: before.createdAt
    })
    for (const gone of ['signing', 'idpSignoff', 'hiddenFromAppPortal']) {
      expect(json).not.toHaveProperty(gone)
    }
    expect(json._links).not.toHaveProperty('keyRotationPolicy')
    expect(Date.parse(json.updatedAt)).toBeGreaterThan(Date.parse(String(before.updatedAt)))
    expect(json).toEqual(emulator.application(ENVIRONMENT_ID, PLAIN_APP))
  })

  test.each([
    ['NATIVE_APP', NATIVE_APP, 'NONE', ['AUTHORIZATION_CODE', 'IMPLICIT']],
    ['WORKER', WORKER_IDS.basic, 'CLIENT_SECRET_BASIC', ['CLIENT_CREDENTIALS']]
  ])('takes method and grants of %s by default', async (type, id, method, grants) => {
    const { name, enabled, protocol } = MINIMAL
    const { json } = await put({ name, enabled, protocol, type }, id)
    expect(json.tokenEndpointAuthMethod).toBe(method)
    expect(new Set(json.grantTypes)).toEqual(new Set(grants))
  })

  test('stores members that nobody knows, and takes null for omitted at every depth', async () => {
    const { json } = await put({
      ...MINIMAL,
      description: null,
      soon: { a: [{ b: null }], c: null, d: 1 }
    })
    expect(json.soon).toEqual({ a: [{ b: null }], d: 1 })
    expect(json).not.toHaveProperty('description')
  })

  test('ignores members that are read-only', async () => {
    const { id, clientId, createdAt } = emulator.application(ENVIRONMENT_ID, PLAIN_APP)
    const { json } = await put({
      ...MINIMAL,
      id: 'x',
      clientId: 'x',
      environment: { id: 'x' },
      createdAt: 'x',
      updatedAt: 'x',
      assignActorRoles: true,
      _links: {}
    })
    expect(json).toMatchObject({ id, clientId, createdAt, assignActorRoles: false })
    expect(json.environment.id).toBe(ENVIRONMENT_ID)
  })

  test('gives sets back in another order', async () => {
    const groups = [{ id: 'a' }, { id: 'b' }]
    const { json } = await put({
      ...MINIMAL,
      grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN'],
      accessControl: { group: { type: 'ANY_GROUP', groups } },
      levels: [1, 2]
    })
    expect(json.grantTypes).toEqual(['REFRESH_TOKEN', 'AUTHORIZATION_CODE'])
    expect(json.accessControl.group.groups).toEqual([{ id: 'b' }, { id: 'a' }])
    expect(json.levels).toEqual([1, 2])
  })

  test('keeps numbers as they were written', async () => {
    const numbers = '"big":12345678901234567890,"price":1.10,"list":[1e2,-0,7]'
    const { text } = await put(`${JSON.stringify(MINIMAL).slice(0, -1)},${numbers}}`)
    const { text: again } = await manage(emulator, 'GET', `/${PLAIN_APP}`)
    expect(text).toContain(numbers)
    expect(again).toContain(numbers)
    const copy = emulator.application(ENVIRONMENT_ID, PLAIN_APP)
    expect(JSON.stringify(copy)).toContain(numbers)
  })

  test('keeps a member named __proto__ as data', async () => {
    const { text } = await put(
      `${JSON.stringify(MINIMAL).slice(0, -1)},"__proto__":{"enabled":false}}`
    )
    expect(text).toContain('"__proto__":{"enabled":false}')
  })

  test('sets no rules for the settings of applications of other protocols', async () => {
    const { status, json } = await put({ ...MINIMAL, protocol: 'SAML', parTimeout: 0 }, SAML_APP)
    expect(status).toBe(200)
    expect(json).not.toHaveProperty('pkceEnforcement')
  })
})

describe('a body that is refused', () => {
  const JWKS = '{"keys":[]}'
  const KEY = { tokenEndpointAuthMethod: 'PRIVATE_KEY_JWT' }
  const NONE = { tokenEndpointAuthMethod: 'NONE' }

  test.each<[string, JsonObject, JsonObject]>([
    ['no name', { name: null }, { code: 'REQUIRED_VALUE', target: 'name' }],
    ['an empty name', { name: '' }, { code: 'EMPTY_VALUE', target: 'name' }],
    ['no enabled', { enabled: null }, { code: 'REQUIRED_VALUE', target: 'enabled' }],
    ['no type', { type: null }, { code: 'REQUIRED_VALUE', target: 'type' }],
    ['another type', { type: 'WORKER' }, { code: 'INVALID_VALUE', target: 'type' }],
    ['another protocol', { protocol: 'SAML' }, { code: 'INVALID_VALUE', target: 'protocol' }],
    ['text for a boolean', { enabled: 'yes' }, { code: 'INVALID_VALUE', target: 'enabled' }],
    ['a number for text', { description: 1 }, { code: 'INVALID_VALUE', target: 'description' }],
    ['text for a list', { redirectUris: 'x' }, { code: 'INVALID_VALUE', target: 'redirectUris' }],
    [
      'an unknown method',
      { tokenEndpointAuthMethod: 'TLS_CLIENT_AUTH' },
      {
        code: 'INVALID_VALUE',
        innerError: { allowedValues: expect.arrayContaining(['NONE']) as never }
      }
    ],
    ['an unknown grant', { grantTypes: ['PASSWORD'] }, { target: 'grantTypes' }],
    ['an unknown response type', { responseTypes: ['X'] }, { target: 'responseTypes' }],
    ['unknown PKCE enforcement', { pkceEnforcement: 'X' }, { target: 'pkceEnforcement' }],
    ['unknown PAR requirement', { parRequirement: 'X' }, { target: 'parRequirement' }],
    ['an unknown refresh token', { refreshTokenType: 'X' }, { target: 'refreshTokenType' }],
    [
      'a PAR timeout out of range',
      { parTimeout: 601 },
      {
        code: 'OUT_OF_RANGE',
        target: 'parTimeout',
        innerError: { rangeMinimumValue: 1, rangeMaximumValue: 600 }
      }
    ],
    ['a device timeout out of range', { deviceTimeout: 0 }, { target: 'deviceTimeout' }],
    ['a polling interval out of range', { devicePollingInterval: 61 }, { code: 'OUT_OF_RANGE' }],
    ['a refresh token too short', { refreshTokenDuration: 59 }, { code: 'OUT_OF_RANGE' }],
    ['a fraction of a second', { parTimeout: 1.5 }, { code: 'INVALID_VALUE' }],
    [
      'a refresh token longer than its rolling time',
      { refreshTokenDuration: 120, refreshTokenRollingDuration: 60 },
      { target: 'refreshTokenDuration' }
    ],
    [
      'NONE with CLIENT_CREDENTIALS',
      { ...NONE, grantTypes: ['CLIENT_CREDENTIALS'] },
      { target: 'tokenEndpointAuthMethod' }
    ],
    ['NONE with CIBA', { ...NONE, grantTypes: ['CIBA'] }, { target: 'tokenEndpointAuthMethod' }],
    ['a private key without keys', KEY, { code: 'REQUIRED_VALUE', target: 'jwks' }],
    [
      'two places of keys',
      { ...KEY, jwks: JWKS, jwksUrl: 'https://keys.example.com' },
      { target: 'jwksUrl' }
    ],
    ['keys that are not JSON', { ...KEY, jwks: 'x' }, { target: 'jwks' }],
    ['JSON without keys', { jwks: '{}' }, { target: 'jwks' }],
    ['keys over http', { ...KEY, jwksUrl: 'http://k.example.com' }, { target: 'jwksUrl' }],
    [
      'request objects both signed and not',
      { requireSignedRequestObject: true, supportUnsignedRequestObject: true },
      { target: 'supportUnsignedRequestObject' }
    ],
    [
      'unknown CORS behaviour',
      { corsSettings: { behavior: 'X' } },
      { target: 'corsSettings.behavior' }
    ],
    [
      'specific origins that are missing',
      { corsSettings: { behavior: 'ALLOW_SPECIFIC_ORIGINS', origins: [] } },
      { target: 'corsSettings.origins' }
    ],
    [
      'origins where none are allowed',
      { corsSettings: { behavior: 'ALLOW_NO_ORIGINS', origins: ['https://a.example.com'] } },
      { target: 'corsSettings.origins' }
    ],
    ['kerberos on a web application', { kerberos: { key: { id: 'x' } } }, { target: 'kerberos' }],
    ['half an icon', { icon: { id: 'x' } }, { code: 'REQUIRED_VALUE', target: 'icon.href' }]
  ])('has %s', async (_, change, detail) => {
    const before = emulator.application(ENVIRONMENT_ID, PLAIN_APP)
    const outcome = await put({ ...MINIMAL, ...change })
    expect(outcome).toMatchObject({
      status: 400,
      json: { id: expect.any(String), code: 'INVALID_DATA', details: [detail] }
    })
    expect(emulator.application(ENVIRONMENT_ID, PLAIN_APP)).toEqual(before)
  })

  test('has NONE for a worker', async () => {
    const body = { ...MINIMAL, ...NONE, type: 'WORKER', grantTypes: ['AUTHORIZATION_CODE'] }
    const { json } = await put(body, WORKER_IDS.basic)
    expect(json.details).toMatchObject([{ target: 'tokenEndpointAuthMethod' }])
  })

  test('leaves out a refresh token duration that was set before', async () => {
    await put({ ...MINIMAL, refreshTokenDuration: 60, refreshTokenRollingDuration: 120 })
    const { status, json } = await put(MINIMAL)
    expect(status).toBe(400)
    expect(json.details).toMatchObject([
      { target: 'refreshTokenDuration' },
      { target: 'refreshTokenRollingDuration' }
    ])
  })

  test('is for the admin console', async () => {
    const { status } = await put({ ...MINIMAL, type: 'PING_ONE_ADMIN_CONSOLE' }, CONSOLE)
    expect(status).toBe(400)
  })

  test('is not JSON, not an object, or not declared as JSON', async () => {
    expect(await put('{')).toMatchObject({ status: 400, json: { code: 'INVALID_REQUEST' } })
    expect(await put('[]')).toMatchObject({ status: 400, json: { code: 'INVALID_REQUEST' } })
    const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
    const url = `${emulator.apiUrl}/v1/environments/${ENVIRONMENT_ID}/applications/${PLAIN_APP}`
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'text/plain' }
    const outcome = await call(url, { method: 'PUT', headers, body: JSON.stringify(MINIMAL) })
    expect(outcome).toMatchObject({ status: 415, json: { code: 'INVALID_REQUEST' } })
  })
})

test('the published minimal body does not fit an application with refresh token durations', async () => {
  const rich = await startEmulator()
  const body = { ...MINIMAL, redirectUris: ['http://localhost:3000/callback'] }
  const outcome = await manage(rich, 'PUT', `/${APPLICATION_ID}`, body)
  await rich.close()
  expect(outcome).toMatchObject({ status: 400, json: { code: 'INVALID_DATA' } })
})
