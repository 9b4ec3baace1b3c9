import { listApplications, readApplication, updateApplication } from './applications.ts'
import { insufficientPermissions, invalidToken, methodNotAllowed, notFound } from './errors.ts'
import type { Answer, EmulatorRequest } from './exchange.ts'
import {
  type Actor,
  hasPermission,
  type Operation,
  type OperationOnApplication
} from './operation.ts'
import { readSecret, revokePreviousSecret, rotateSecret } from './secret.ts'
import type { State } from './state.ts'

type Action = {
  readonly permission: string
  readonly act: (operation: Operation) => Answer
}
type Resource = ReadonlyMap<string, Action>

const APPLICATIONS: Resource = new Map([
  ['GET', { permission: 'applications:read:application', act: listApplications }]
])
const APPLICATION: Resource = new Map([
  ['GET', { permission: 'applications:read:application', act: onApplication(readApplication) }],
  ['PUT', { permission: 'applications:update:application', act: onApplication(updateApplication) }]
])
const SECRET: Resource = new Map([
  ['GET', { permission: 'applications:read:secret', act: onApplication(readSecret) }],
  ['POST', { permission: 'applications:update:secret', act: onApplication(rotateSecret) }],
  ['DELETE', { permission: 'applications:delete:secret', act: onApplication(revokePreviousSecret) }]
])

function onApplication(act: OperationOnApplication): Action['act'] {
  return (operation) => {
    const { environment, applicationId = '' } = operation
    const application = environment.applications.get(applicationId)
    return application === undefined ? notFound() : act(operation, application)
  }
}

const PATH = /^\/v1\/environments\/([^/]+)\/applications(?:\/([^/]+)(\/secret)?)?$/

/** Answers below `/v1`, or undefined when the path is none of it. */
export function answerManagementApi(request: EmulatorRequest, state: State): Answer | undefined {
  if (!request.path.startsWith('/v1/')) return undefined
  const actor = readActor(request, state)
  if (actor === undefined) return invalidToken()

  const [, environmentId = '', applicationId, secret] = PATH.exec(request.path) ?? []
  // Which of 403 and 404 comes first is not documented.
  const environment = state.store.get(environmentId)
  if (environment === undefined) return notFound()

  const resource =
    applicationId === undefined ? APPLICATIONS : secret === undefined ? APPLICATION : SECRET
  const action = resource.get(request.method)
  if (action === undefined) return methodNotAllowed([...resource.keys()])
  if (!hasPermission(actor, environmentId, action.permission)) return insufficientPermissions()
  return action.act({ request, state, environment, applicationId, actor })
}

// RFC 6750, 2.1. Permissions are those the worker has now, not those when the token was made.
function readActor(request: EmulatorRequest, state: State): Actor | undefined {
  const text = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = text === undefined ? undefined : state.tokens.find(text)
  if (token === undefined) return undefined
  return state.store.get(token.environmentId)?.clients.get(token.clientId)
}

/** Environment and application that a path of the management API addresses. */
export function addressedApplication(path: string): readonly [string, string] | undefined {
  const [, environmentId, applicationId] = PATH.exec(path) ?? []
  if (environmentId === undefined || applicationId === undefined) return undefined
  return [environmentId, applicationId]
}
