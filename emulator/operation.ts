import type { Answer, EmulatorRequest } from './exchange.ts'
import type { State } from './state.ts'
import type { Role, StoredApplication, StoredEnvironment } from './store.ts'

/** A request whose actor may do what it asks for, in an environment that exists. */
export type Operation = {
  readonly request: EmulatorRequest
  readonly state: State
  readonly environment: StoredEnvironment
  readonly applicationId: string | undefined
  readonly actor: Actor
}

/** The worker that a token was issued to. */
export type Actor = { readonly id: string; readonly roles: readonly Role[] }

export type OperationOnApplication = (
  operation: Operation,
  application: StoredApplication
) => Answer

export function hasPermission(actor: Actor, environmentId: string, permission: string): boolean {
  return actor.roles.some(
    (role) => role.environmentId === environmentId && role.permissions.includes(permission)
  )
}
