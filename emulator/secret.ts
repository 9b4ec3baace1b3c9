import { readJsonObject, unlessOidc } from './applications.ts'
import { insufficientPermissions, invalidData } from './errors.ts'
import type { Answer } from './exchange.ts'
import { member, stringOf } from './json.ts'
import { type Actor, hasPermission, type Operation } from './operation.ts'
import { generateSecret, type StoredApplication } from './store.ts'

const MIN_OVERLAP_MS = 60_000
const MAX_OVERLAP_MS = 30 * 24 * 60 * 60_000

export function readSecret(operation: Operation, application: StoredApplication): Answer {
  return refusal(operation.actor, application) ?? renderSecret(operation, application)
}

/** Without `previous.expiresAt` the secret so far is of no use from now on. */
export function rotateSecret(operation: Operation, application: StoredApplication): Answer {
  const refused = refusal(operation.actor, application)
  if (refused !== undefined) return refused

  const body = operation.request.body === '' ? { object: {} } : readJsonObject(operation.request)
  if ('refusal' in body) return body.refusal
  const text = member(body.object, 'previous', 'expiresAt')
  const overlapMs = Date.parse(stringOf(text) ?? '') - Date.now()
  if (text !== undefined && !(overlapMs >= MIN_OVERLAP_MS && overlapMs <= MAX_OVERLAP_MS)) {
    const message = 'The time must be at least a minute and at most 30 days ahead.'
    return invalidData([{ code: 'INVALID_VALUE', target: 'previous.expiresAt', message }])
  }
  application.previousSecret =
    text === undefined
      ? undefined
      : { secret: application.secret, expiresAt: new Date(Date.now() + overlapMs) }
  application.secret = generateSecret()
  return renderSecret(operation, application)
}

export function revokePreviousSecret(operation: Operation, application: StoredApplication): Answer {
  const refused = refusal(operation.actor, application)
  if (refused !== undefined) return refused
  application.previousSecret = undefined
  return { status: 204 }
}

/**
 * Nobody sees the own secret, nor that of an application with more rights than the own:
 * it would be a way to gain them.
 */
function refusal(actor: Actor, application: StoredApplication): Answer | undefined {
  const notOidc = unlessOidc(application)
  if (notOidc !== undefined) return notOidc
  const holdsAll = application.roles.every(({ environmentId, permissions }) =>
    permissions.every((permission) => hasPermission(actor, environmentId, permission))
  )
  return actor.id === application.id || !holdsAll ? insufficientPermissions() : undefined
}

function renderSecret({ request }: Operation, application: StoredApplication): Answer {
  const { secret, previousSecret, environmentId } = application
  const body = {
    _links: { self: { href: `${request.origin}${request.path}` } },
    environment: { id: environmentId },
    secret
  }
  if (previousSecret === undefined || previousSecret.expiresAt.getTime() <= Date.now()) {
    return { status: 200, body }
  }
  const previous = {
    secret: previousSecret.secret,
    expiresAt: previousSecret.expiresAt.toISOString()
  }
  return { status: 200, body: { ...body, previous } }
}
