import type { Detail } from './errors.ts'
import { isObject, type JsonObject, type JsonValue, member, without, withoutNulls } from './json.ts'
import { refusedChanges } from './replacement-rules.ts'
import { refusedValues } from './replacement-values.ts'

/** Ignored in a body, as documented; for clientId nobody has been seen to try. */
const READ_ONLY = [
  '_links',
  '_embedded',
  'id',
  'environment',
  'createdAt',
  'updatedAt',
  'clientId',
  'assignActorRoles'
]

const OIDC_DEFAULTS: JsonObject = {
  pkceEnforcement: 'OPTIONAL',
  parRequirement: 'OPTIONAL',
  parTimeout: 60,
  deviceTimeout: 600,
  devicePollingInterval: 5,
  requestScopesForMultipleResourcesEnabled: false
}

const CLIENT_CREDENTIALS_DEFAULTS: JsonObject = {
  grantTypes: ['CLIENT_CREDENTIALS'],
  responseTypes: ['TOKEN'],
  tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC'
}

const DEFAULTS_BY_TYPE: ReadonlyMap<JsonValue | undefined, JsonObject> = new Map([
  [
    'WEB_APP',
    {
      grantTypes: ['AUTHORIZATION_CODE'],
      responseTypes: ['CODE'],
      tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC'
    }
  ],
  [
    'NATIVE_APP',
    {
      grantTypes: ['AUTHORIZATION_CODE', 'IMPLICIT'],
      responseTypes: ['TOKEN', 'ID_TOKEN', 'CODE'],
      tokenEndpointAuthMethod: 'NONE'
    }
  ],
  [
    'SINGLE_PAGE_APP',
    {
      grantTypes: ['IMPLICIT'],
      responseTypes: ['TOKEN', 'ID_TOKEN'],
      tokenEndpointAuthMethod: 'NONE'
    }
  ],
  ['CUSTOM_APP', { grantTypes: ['DEVICE_CODE', 'REFRESH_TOKEN'], tokenEndpointAuthMethod: 'NONE' }],
  ['WORKER', CLIENT_CREDENTIALS_DEFAULTS],
  ['SERVICE', CLIENT_CREDENTIALS_DEFAULTS]
])

export type Replacement = {
  readonly document: JsonObject
  /** When there is one, nothing may be stored. */
  readonly refusals: readonly Detail[]
}

/**
 * What a PUT makes of an application: a full replacement. A writable member that is given is
 * stored, known or not; one that is not given is gone, or back at its default.
 */
export function planReplacement(stored: JsonObject, body: JsonObject): Replacement {
  const given = withoutNulls(without(body, READ_ONLY))
  const isOidc = member(stored, 'protocol') === 'OPENID_CONNECT'
  const defaults = isOidc
    ? { ...OIDC_DEFAULTS, ...DEFAULTS_BY_TYPE.get(member(stored, 'type')) }
    : {}
  const written = { ...defaults, ...given }
  const kept = Object.fromEntries(
    Object.entries(stored).filter(([name]) => READ_ONLY.includes(name))
  )
  const valueRefusals = refusedValues(written, stored, isOidc)
  // Rules between members make sense only once each member does.
  const refusals =
    valueRefusals.length > 0 || !isOidc ? valueRefusals : refusedChanges(written, stored)
  return { document: { ...reorderSets(written), ...kept }, refusals }
}

// PingOne keeps these lists as sets, so that nobody can rely on the order in which they come back.
function reorderSets(object: JsonObject, path = ''): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, reorderSet(value, `${path}/${name}`)])
  )
}

function reorderSet(value: JsonValue, path: string): JsonValue {
  if (isObject(value)) return reorderSets(value, path)
  if (!Array.isArray(value)) return value
  if (value.every((item) => typeof item === 'string')) return [...new Set(value)].reverse()
  return path === '/accessControl/group/groups' ? value.toReversed() : value
}
