import type { Detail } from './errors.ts'
import { isObject, type JsonObject, type JsonValue, member, numberOf } from './json.ts'

const METHODS = [
  'NONE',
  'CLIENT_SECRET_BASIC',
  'CLIENT_SECRET_POST',
  'CLIENT_SECRET_JWT',
  'PRIVATE_KEY_JWT'
]
const GRANT_TYPES = [
  'AUTHORIZATION_CODE',
  'IMPLICIT',
  'REFRESH_TOKEN',
  'CLIENT_CREDENTIALS',
  'DEVICE_CODE',
  'TOKEN_EXCHANGE',
  'CIBA'
]

type Check = (value: JsonValue, target: string) => readonly Detail[]

const isText = ofKind('a string', (value) => typeof value === 'string')
const isFlag = ofKind('a boolean', (value) => typeof value === 'boolean')
const isMapping = ofKind('an object', isObject)
const isTextList = ofKind(
  'an array of strings',
  (value) => Array.isArray(value) && value.every((item) => typeof item === 'string')
)

const BASE_CHECKS: ReadonlyMap<string, Check> = new Map([
  ['name', isFilledText],
  ['enabled', isFlag],
  ...each(['description', 'homePageUrl', 'loginPageUrl'], isText),
  ...each(['accessControl', 'icon'], isMapping),
  ['hiddenFromAppPortal', isFlag]
])

const OIDC_CHECKS: ReadonlyMap<string, Check> = new Map([
  ...BASE_CHECKS,
  ['tokenEndpointAuthMethod', oneOf(METHODS)],
  ['grantTypes', listOf(GRANT_TYPES)],
  ['responseTypes', listOf(['TOKEN', 'ID_TOKEN', 'CODE'])],
  ['pkceEnforcement', oneOf(['OPTIONAL', 'REQUIRED', 'S256_REQUIRED'])],
  ['parRequirement', oneOf(['OPTIONAL', 'REQUIRED'])],
  ['refreshTokenType', oneOf(['OPAQUE_TOKEN', 'JSON_WEB_TOKEN'])],
  ['parTimeout', range(1, 600)],
  ['deviceTimeout', range(1, 3600)],
  ['devicePollingInterval', range(1, 60)],
  ['refreshTokenDuration', range(60, 2147483647)],
  ['refreshTokenRollingDuration', range(60, 2147483647)],
  ['refreshTokenRollingGracePeriodDuration', range(0, 86400)],
  ...each(['jwks', 'jwksUrl', 'initiateLoginUri', 'targetLinkUri'], isText),
  ...each(['devicePathId', 'deviceCustomVerificationUri'], isText),
  ...each(['redirectUris', 'postLogoutRedirectUris'], isTextList),
  ...each(['corsSettings', 'kerberos', 'mobile', 'signing'], isMapping),
  ...each(
    [
      'additionalRefreshTokenReplayProtectionEnabled',
      'allowWildcardInRedirectUris',
      'idpSignoff',
      'includeTyp',
      'includeX5t',
      'opSessionCheckEnabled',
      'requestScopesForMultipleResourcesEnabled',
      'requireSignedRequestObject',
      'supportUnsignedRequestObject'
    ],
    isFlag
  )
])

/** What is wrong with single members: missing, of another type, out of the range or the list. */
export function refusedValues(
  written: JsonObject,
  stored: JsonObject,
  isOidc: boolean
): readonly Detail[] {
  const checks = isOidc ? OIDC_CHECKS : BASE_CHECKS
  const required = ['name', 'enabled', 'type', 'protocol']
  const missing = (isOidc ? [...required, 'tokenEndpointAuthMethod'] : required)
    .filter((name) => member(written, name) === undefined)
    .map((target) => ({ code: 'REQUIRED_VALUE', target, message: `${target} is required.` }))
  const moved = ['type', 'protocol'].flatMap((name) => {
    const value = member(written, name)
    return value === undefined ? [] : oneOf([String(member(stored, name))])(value, name)
  })
  const wrong = Object.entries(written).flatMap(
    ([name, value]) => checks.get(name)?.(value, name) ?? []
  )
  return [...missing, ...moved, ...wrong]
}

function each(names: readonly string[], check: Check): readonly (readonly [string, Check])[] {
  return names.map((name) => [name, check])
}

function ofKind(kind: string, isOfKind: (value: JsonValue) => boolean): Check {
  return (value, target) =>
    isOfKind(value)
      ? []
      : [{ code: 'INVALID_VALUE', target, message: `${target} must be ${kind}.` }]
}

function isFilledText(value: JsonValue, target: string): readonly Detail[] {
  return value === ''
    ? [{ code: 'EMPTY_VALUE', target, message: `${target} must not be empty.` }]
    : isText(value, target)
}

function oneOf(allowedValues: readonly string[]): Check {
  return (value, target) =>
    typeof value === 'string' && allowedValues.includes(value)
      ? []
      : [notAllowed(target, allowedValues)]
}

function listOf(allowedValues: readonly string[]): Check {
  return (value, target) =>
    Array.isArray(value) && value.every((item) => allowedValues.includes(item))
      ? []
      : [notAllowed(target, allowedValues)]
}

function notAllowed(target: string, allowedValues: readonly string[]): Detail {
  const message = `${target} has a value that is not allowed.`
  return { code: 'INVALID_VALUE', target, message, innerError: { allowedValues } }
}

function range(minimum: number, maximum: number): Check {
  return (value, target) => {
    const number = numberOf(value)
    if (number === undefined || !Number.isInteger(number)) {
      return [{ code: 'INVALID_VALUE', target, message: `${target} must be an integer.` }]
    }
    if (number >= minimum && number <= maximum) return []
    const message = `${target} must be from ${minimum} to ${maximum}.`
    const innerError = { rangeMinimumValue: minimum, rangeMaximumValue: maximum }
    return [{ code: 'OUT_OF_RANGE', target, message, innerError }]
  }
}
