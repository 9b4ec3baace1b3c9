import type { Detail } from './errors.ts'
import { type JsonObject, member, numberOf, parseJson, stringOf, stringsOf } from './json.ts'

/**
 * What is wrong with members that are each fine alone. The rules are documented; with which code
 * and target PingOne refuses what breaks them is not, so those are guesses.
 */
export function refusedChanges(written: JsonObject, stored: JsonObject): readonly Detail[] {
  return [
    ...refusedAuthMethod(written),
    ...refusedKeys(written),
    ...refusedRefreshToken(written, stored),
    ...refusedCors(written),
    ...refusedParts(written)
  ]
}

function refuse(code: string, target: string, message: string): Detail {
  return { code, target, message }
}

function refusedAuthMethod(written: JsonObject): readonly Detail[] {
  if (member(written, 'tokenEndpointAuthMethod') !== 'NONE') return []
  const target = 'tokenEndpointAuthMethod'
  const type = stringOf(member(written, 'type')) ?? ''
  if (['WORKER', 'SERVICE'].includes(type)) {
    return [refuse('INVALID_VALUE', target, `NONE is not for applications of type ${type}.`)]
  }
  return stringsOf(member(written, 'grantTypes'))
    .filter((grantType) => ['CLIENT_CREDENTIALS', 'CIBA'].includes(grantType))
    .map((grantType) => refuse('INVALID_VALUE', target, `NONE does not go with ${grantType}.`))
}

function refusedKeys(written: JsonObject): readonly Detail[] {
  const jwks = stringOf(member(written, 'jwks'))
  const jwksUrl = stringOf(member(written, 'jwksUrl'))
  const needed = member(written, 'tokenEndpointAuthMethod') === 'PRIVATE_KEY_JWT'

  if (jwks !== undefined && jwksUrl !== undefined) {
    return [refuse('INVALID_VALUE', 'jwksUrl', 'Only one of jwks and jwksUrl may be given.')]
  }
  if (needed && jwks === undefined && jwksUrl === undefined) {
    return [refuse('REQUIRED_VALUE', 'jwks', 'PRIVATE_KEY_JWT needs jwks or jwksUrl.')]
  }
  if (jwks !== undefined && !isKeySet(jwks)) {
    return [refuse('INVALID_VALUE', 'jwks', 'jwks must be a JSON Web Key Set as text.')]
  }
  if (jwksUrl !== undefined && !(URL.canParse(jwksUrl) && jwksUrl.startsWith('https://'))) {
    return [refuse('INVALID_VALUE', 'jwksUrl', 'jwksUrl must be an https URL.')]
  }
  return []
}

function isKeySet(text: string): boolean {
  try {
    return Array.isArray(member(parseJson(text), 'keys'))
  } catch {
    return false
  }
}

function refusedRefreshToken(written: JsonObject, stored: JsonObject): readonly Detail[] {
  const dropped = ['refreshTokenDuration', 'refreshTokenRollingDuration']
    .filter((name) => member(stored, name) !== undefined && member(written, name) === undefined)
    .map((name) => refuse('INVALID_VALUE', name, `${name} was set and cannot be taken away.`))
  const duration = numberOf(member(written, 'refreshTokenDuration'))
  const rolling = numberOf(member(written, 'refreshTokenRollingDuration'))
  if (duration === undefined || rolling === undefined || duration <= rolling) return dropped
  const message = 'refreshTokenDuration must not exceed refreshTokenRollingDuration.'
  return [...dropped, refuse('INVALID_VALUE', 'refreshTokenDuration', message)]
}

function refusedCors(written: JsonObject): readonly Detail[] {
  if (member(written, 'corsSettings') === undefined) return []
  const behavior = stringOf(member(written, 'corsSettings', 'behavior')) ?? ''
  const origins = stringsOf(member(written, 'corsSettings', 'origins'))
  const allowedValues = ['ALLOW_NO_ORIGINS', 'ALLOW_SPECIFIC_ORIGINS']
  if (!allowedValues.includes(behavior)) {
    const detail = refuse('INVALID_VALUE', 'corsSettings.behavior', 'The behavior is unknown.')
    return [{ ...detail, innerError: { allowedValues } }]
  }
  const fits = (behavior === 'ALLOW_SPECIFIC_ORIGINS') === origins.length > 0
  const message = `The origins do not fit ${behavior}.`
  return fits ? [] : [refuse('INVALID_VALUE', 'corsSettings.origins', message)]
}

function refusedParts(written: JsonObject): readonly Detail[] {
  const has = (...path: readonly string[]) => member(written, ...path) !== undefined
  const isTrue = (name: string) => member(written, name) === true
  const both = (parent: readonly string[], names: readonly string[]) =>
    has(...parent) ? names.filter((name) => !has(...parent, name)) : []

  const incomplete = [
    ...both(['icon'], ['id', 'href']).map((name) => `icon.${name}`),
    ...both(['accessControl', 'group'], ['type', 'groups']).map(
      (name) => `accessControl.group.${name}`
    )
  ].map((target) => refuse('REQUIRED_VALUE', target, `${target} is required.`))

  const requestObjects =
    isTrue('requireSignedRequestObject') && isTrue('supportUnsignedRequestObject')
      ? [
          refuse(
            'INVALID_VALUE',
            'supportUnsignedRequestObject',
            'Unsigned request objects cannot be supported where signed ones are required.'
          )
        ]
      : []
  const kerberos =
    has('kerberos') && member(written, 'type') !== 'NATIVE_APP'
      ? [refuse('INVALID_VALUE', 'kerberos', 'kerberos is for applications of type NATIVE_APP.')]
      : []
  return [...incomplete, ...requestObjects, ...kerberos]
}
