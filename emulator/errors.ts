import { randomUUID } from 'node:crypto'
import type { Answer } from './exchange.ts'
import type { JsonObject } from './json.ts'

export type Detail = {
  readonly code: string
  readonly target?: string
  readonly message: string
  readonly innerError?: JsonObject
}

const NO_ACCESS = 'The request was refused, because access to the resource is not given.'

function apiError(
  status: number,
  code: string,
  message: string,
  details: readonly Detail[] = [],
  headers: Readonly<Record<string, string>> = {}
): Answer {
  const body = { id: randomUUID(), code, message }
  return { status, headers, body: details.length === 0 ? body : { ...body, details } }
}

export function invalidToken(): Answer {
  return apiError(401, 'ACCESS_FAILED', NO_ACCESS, [
    {
      code: 'INVALID_TOKEN',
      target: 'Authentication Credentials',
      message: 'There is no access token, or it is not valid, or it is no longer valid.'
    }
  ])
}

export function insufficientPermissions(): Answer {
  return apiError(403, 'ACCESS_FAILED', NO_ACCESS, [
    { code: 'INSUFFICIENT_PERMISSIONS', message: 'The actor is not authorized to do this.' }
  ])
}

export function notFound(): Answer {
  return apiError(404, 'NOT_FOUND', 'The request failed, because there is no such resource.')
}

export function methodNotAllowed(allowed: readonly string[]): Answer {
  const message = `This resource knows only ${allowed.join(', ')}.`
  return apiError(405, 'INVALID_REQUEST', message, [], { Allow: allowed.join(', ') })
}

export function unsupportedMediaType(expected: string): Answer {
  return apiError(415, 'INVALID_REQUEST', `The Content-Type must be ${expected}.`)
}

export function invalidRequest(message: string): Answer {
  return apiError(400, 'INVALID_REQUEST', message)
}

export function invalidData(details: readonly Detail[]): Answer {
  return apiError(400, 'INVALID_DATA', 'The request holds data that is not valid.', details)
}

export function unexpectedError(message: string): Answer {
  return apiError(500, 'UNEXPECTED_ERROR', message)
}

/** RFC 6749, 5.2; PingOne ends the description with the correlation ID. */
export function oauthError(
  status: 400 | 401,
  error: string,
  description: string,
  correlationId: string
): Answer {
  const error_description = `${description} (Correlation ID: ${correlationId})`
  return { status, body: { error, error_description } }
}

// What a gateway in front of PingOne puts in its bodies is not known: the 502 to 504 are made up.
const BY_STATUS: Readonly<Record<number, () => Answer>> = {
  400: () => apiError(400, 'REQUEST_FAILED', 'The request failed.'),
  401: invalidToken,
  403: insufficientPermissions,
  404: notFound,
  405: () => methodNotAllowed(['GET']),
  409: () =>
    apiError(409, 'INVALID_DATA', 'The request is in conflict with the state of the resource.', [
      { code: 'UNIQUENESS_VIOLATION', message: 'There is such a value already.' }
    ]),
  415: () => unsupportedMediaType('application/json'),
  429: () =>
    apiError(429, 'REQUEST_LIMITED', 'There were too many requests.', [
      { code: 'LIMIT_EXCEEDED', message: 'The limit of requests is used up for now.' }
    ]),
  500: () => unexpectedError('The service had a problem nobody expected.'),
  502: () => apiError(502, 'SERVICE_UNAVAILABLE', 'The gateway got no valid answer.'),
  503: () => apiError(503, 'SERVICE_UNAVAILABLE', 'The service is not available for the moment.'),
  504: () => apiError(504, 'SERVICE_UNAVAILABLE', 'The gateway got no answer in time.')
}

/** The error body PingOne gives with a status, for faults that name nothing but the status. */
export function errorForStatus(status: number, path: string, correlationId: string): Answer {
  if (/\/as\/[^/]+$/.test(path) && status === 400) {
    return oauthError(400, 'invalid_request', 'The request could not be processed.', correlationId)
  }
  if (/\/as\/[^/]+$/.test(path) && status === 401) {
    return invalidCredentials(correlationId)
  }
  const byStatus = BY_STATUS[status]
  return byStatus?.() ?? apiError(status, 'REQUEST_FAILED', `The request ended with ${status}.`)
}

export function invalidCredentials(correlationId: string): Answer {
  const description = 'Request denied: Invalid client credentials'
  return oauthError(401, 'invalid_client', description, correlationId)
}

export function unsupportedAuthenticationMethod(correlationId: string): Answer {
  const description = 'Request denied: Unsupported authentication method'
  return oauthError(401, 'invalid_client', description, correlationId)
}
