import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { AUTH_METHODS } from '../src/auth-method.ts'
import { differences } from '../src/json/differences.ts'
import { type Json, type JsonObject, parseJson } from '../src/json/json.ts'
import { type Change, isSameApplication, planChange as plan, verifyPlan } from '../src/plan.ts'

const application = {
  id: '7029adfa-164d-4234-a3ca-3e4900ef94a6',
  environment: { id: 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6' },
  _links: { self: { href: 'https://api.pingone.eu' } },
  createdAt: '2026-01-05T10:00:00.000Z',
  updatedAt: '2026-01-06T10:00:00.000Z',
  clientId: '7029adfa-164d-4234-a3ca-3e4900ef94a6',
  assignActorRoles: false,
  name: 'Orders',
  protocol: 'OPENID_CONNECT',
  type: 'WEB_APP',
  tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
  parTimeout: 120,
  grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN']
}

function change(settings: JsonObject = {}, authMethod: Change['authMethod'] = 'CLIENT_SECRET_JWT') {
  return { authMethod, settings }
}

/** Plans without rules that would get in the way. */
function planChange(current: JsonObject, change: Change) {
  return plan(current, change, {
    applicationName: undefined,
    workerClientId: undefined,
    allowDowngrade: true
  })
}

// PRIVATE_KEY_JWT needs keys, which the rules see to.
const METHODS = AUTH_METHODS.filter((method) => method !== 'PRIVATE_KEY_JWT')

const anyObject = fc
  .json()
  .map((text) => parseJson(`{"any":${text},"x${text.length}":${text}}`) as JsonObject)
const anyApplication = anyObject.map(
  (members): JsonObject => ({
    ...members,
    protocol: 'OPENID_CONNECT',
    type: 'WEB_APP'
  })
)
// A property that is cleared and has a default comes back, so that is a matter of its own below.
const withoutNulls = (value: Json): Json =>
  JSON.parse(JSON.stringify(value), (_name, member) => (member === null ? undefined : member)) ?? 0
const anySettings = anyObject.map((settings) => withoutNulls(settings) as JsonObject)

describe('planChange', () => {
  test('sends the whole document but for what PingOne does not take', () => {
    const { body } = planChange(application, change({ description: 'new' }))
    expect(body).toEqual({
      name: 'Orders',
      protocol: 'OPENID_CONNECT',
      type: 'WEB_APP',
      tokenEndpointAuthMethod: 'CLIENT_SECRET_JWT',
      parTimeout: 120,
      grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN'],
      description: 'new'
    })
  })

  test('plans nothing when the application is as asked, lists in another order included', () => {
    const settings = { grantTypes: ['REFRESH_TOKEN', 'AUTHORIZATION_CODE'], icon: null }
    expect(planChange(application, change(settings, 'CLIENT_SECRET_BASIC')).changes).toEqual([])
  })

  test('keeps every property of any document', () => {
    fc.assert(
      fc.property(anyApplication, fc.constantFrom(...METHODS), (current, authMethod) => {
        const { body } = planChange(current, change({}, authMethod))
        expect(body).toEqual({ ...current, tokenEndpointAuthMethod: authMethod })
      })
    )
  })

  test('plans nothing for the result of any plan', () => {
    fc.assert(
      fc.property(anyApplication, anySettings, (current, settings) => {
        const { protocol: _, type: __, ...patch } = settings
        const { desired } = planChange(current, change(patch))
        expect(planChange(desired, change(patch)).changes).toEqual([])
      })
    )
  })
})

describe('verifyPlan', () => {
  const planned = planChange(application, change({ description: 'new', parTimeout: null }))
  const written = { ...planned.desired, updatedAt: '2026-01-07T10:00:00.000Z', parTimeout: 60 }

  test('is content when PingOne shows the plan, with other links and times', () => {
    const answer = {
      ...written,
      _links: {},
      assignActorRoles: true,
      grantTypes: [...application.grantTypes].reverse()
    }
    expect(verifyPlan(planned, answer).mismatches).toEqual([])
  })

  test('names what is not as planned, what is gone and what moved though nobody asked', () => {
    const answer = { ...written, name: null, description: 'old', grantTypes: ['IMPLICIT'] }
    expect(
      verifyPlan(planned, answer)
        .mismatches.map(({ path }) => path)
        .sort()
    ).toEqual(['/description', '/grantTypes', '/name'])
  })

  test('names another identity', () => {
    const answer = { ...written, clientId: 'f'.repeat(8), environment: { id: 'other' } }
    expect(
      verifyPlan(planned, answer)
        .mismatches.map(({ path }) => path)
        .sort()
    ).toEqual(['/clientId', '/environment/id'])
  })

  test('tells a property that appeared, and the default of a cleared one, from a mismatch', () => {
    const { mismatches, additions } = verifyPlan(planned, { ...written, includeTyp: true })
    expect(mismatches).toEqual([])
    expect(additions.map(({ path }) => path)).toEqual(['/parTimeout', '/includeTyp'])
  })

  test('names a property that was to be cleared and was not', () => {
    const { mismatches } = verifyPlan(planned, { ...written, parTimeout: 120 })
    expect(mismatches).toEqual([{ path: '/parTimeout', after: 120 }])
  })

  test('finds any one property that differs from the plan', () => {
    fc.assert(
      fc.property(anyApplication, fc.jsonValue(), (current, value) => {
        const { desired } = planChange(current, change())
        const answer = { ...desired, any: value as Json }
        const isEqual =
          differences({ any: current.any ?? null }, { any: value as Json }).length === 0
        const { mismatches, additions } = verifyPlan(planChange(current, change()), answer)
        expect(mismatches.length + additions.length === 0).toBe(isEqual)
      })
    )
  })
})

test('isSameApplication disregards what PingOne notes around an application, and no more', () => {
  expect(isSameApplication(application, { ...application, updatedAt: 'later', _links: {} })).toBe(
    true
  )
  expect(isSameApplication(application, { ...application, name: 'Other' })).toBe(false)
})
