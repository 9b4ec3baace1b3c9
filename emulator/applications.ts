import { invalidData, invalidRequest, notFound, unsupportedMediaType } from './errors.ts'
import { type Answer, type EmulatorRequest, mediaType } from './exchange.ts'
import { isObject, type JsonObject, type JsonValue, member, parseJson, stringOf } from './json.ts'
import type { Operation } from './operation.ts'
import { planReplacement } from './replacement.ts'
import { replaceDocument, type StoredApplication } from './store.ts'

/** The application as a GET shows it, with links for the origin that the client addressed. */
export function renderApplication(application: StoredApplication, origin: string): JsonObject {
  const { document, environmentId, id } = application
  const environment = `${origin}/v1/environments/${environmentId}`
  const self = `${environment}/applications/${id}`
  const policyId = stringOf(member(document, 'signing', 'keyRotationPolicy', 'id'))
  const links = {
    self: { href: self },
    environment: { href: environment },
    metadata: { href: `${self}/metadata` },
    attributes: { href: `${self}/attributes` },
    secret: { href: `${self}/secret` },
    grants: { href: `${self}/grants` }
  }
  const keyRotationPolicy = { href: `${environment}/keyRotationPolicies/${policyId}` }
  return {
    _links: policyId === undefined ? links : { ...links, keyRotationPolicy },
    ...document
  }
}

/** A page of all applications, system applications included, in the order of the store. */
export function listApplications({ request, state, environment }: Operation): Answer {
  const list = `${request.origin}${request.path}`
  const start = readCursor(new URLSearchParams(request.query).get('cursor'))
  if (start === undefined) {
    const message = 'The cursor is none that a list gave.'
    return invalidData([{ code: 'INVALID_PARAMETER', target: 'cursor', message }])
  }
  const all = [...environment.applications.values()]
  const end = start + state.pageSize
  const page = all.slice(start, end)
  const self = { href: request.query === '' ? list : `${list}?${request.query}` }
  const next = { href: `${list}?cursor=${writeCursor(end)}` }
  const body = {
    _links: end < all.length ? { self, next } : { self },
    _embedded: {
      applications: page.map((application) => renderApplication(application, request.origin))
    },
    count: all.length,
    size: page.length
  }
  return { status: 200, body }
}

function writeCursor(start: number): string {
  return Buffer.from(`start:${start}`).toString('base64url')
}

function readCursor(cursor: string | null): number | undefined {
  if (cursor === null) return 0
  const start = /^start:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]
  return start === undefined ? undefined : Number(start)
}

export function readApplication({ request }: Operation, application: StoredApplication): Answer {
  return { status: 200, body: renderApplication(application, request.origin) }
}

export function updateApplication(operation: Operation, application: StoredApplication): Answer {
  const { request, state } = operation
  const body = readJsonObject(request)
  if ('refusal' in body) return body.refusal
  // That it cannot be updated follows from its schema; the status is a guess.
  if (member(application.document, 'type') === 'PING_ONE_ADMIN_CONSOLE') {
    return invalidRequest('This system application cannot be updated.')
  }
  const { document, refusals } = planReplacement(application.document, body.object)
  if (refusals.length > 0) return invalidData(refusals)
  replaceDocument(application, document, state.authMethodLag)
  return { status: 200, body: renderApplication(application, request.origin) }
}

export function readJsonObject(
  request: EmulatorRequest
): { readonly object: JsonObject } | { readonly refusal: Answer } {
  if (mediaType(request.headers) !== 'application/json') {
    return { refusal: unsupportedMediaType('application/json') }
  }
  let body: JsonValue
  try {
    body = parseJson(request.body)
  } catch {
    return { refusal: invalidRequest('The body is not JSON.') }
  }
  if (!isObject(body)) return { refusal: invalidRequest('The body is not a JSON object.') }
  return { object: body }
}

/** SAML applications and the like have no secret. */
export function unlessOidc(application: StoredApplication): Answer | undefined {
  return member(application.document, 'protocol') === 'OPENID_CONNECT' ? undefined : notFound()
}
