import { randomBytes, randomUUID } from 'node:crypto'
import { copyJson, type JsonObject, member, mergePatch, stringOf, without } from './json.ts'

export type EnvironmentSeed = {
  readonly id: string
  readonly applications: readonly ApplicationSeed[]
}

export type ApplicationSeed = {
  /** Shape of a GET answer; read-only members that are missing are filled in. */
  readonly document: JsonObject
  /** Generated when absent. */
  readonly secret?: string
  readonly roles?: readonly Role[]
}

/** Permissions in one environment, e.g. `applications:read:application`. */
export type Role = {
  readonly environmentId: string
  readonly permissions: readonly string[]
}

export type StoredApplication = {
  readonly environmentId: string
  readonly id: string
  readonly clientId: string
  readonly roles: readonly Role[]
  /** Without `_links`, which depend on how the client addressed the emulator. */
  document: JsonObject
  secret: string
  previousSecret: { readonly secret: string; readonly expiresAt: Date } | undefined
  /** The document that client authentication still goes by, and for how many times. */
  lag: { readonly document: JsonObject; left: number } | undefined
}

export type StoredEnvironment = {
  readonly id: string
  readonly applications: ReadonlyMap<string, StoredApplication>
  readonly clients: ReadonlyMap<string, StoredApplication>
}

export type Store = ReadonlyMap<string, StoredEnvironment>

const SECRET_LENGTH = 64

/** PingOne's secrets consist of unreserved characters only (RFC 3986, 2.3). */
export function generateSecret(): string {
  return randomBytes((SECRET_LENGTH * 3) / 4).toString('base64url')
}

export function createStore(seeds: readonly EnvironmentSeed[]): Store {
  const environments = seeds.map((seed): [string, StoredEnvironment] => {
    const applications = seed.applications.map((application) => store(seed.id, application))
    const byId = new Map(applications.map((application) => [application.id, application]))
    if (byId.size < applications.length) {
      throw new Error(`Environment ${seed.id} has two applications with the same id.`)
    }
    const clients = new Map(applications.map((application) => [application.clientId, application]))
    return [seed.id, { id: seed.id, applications: byId, clients }]
  })
  const byId = new Map(environments)
  if (byId.size < environments.length) throw new Error('Two environments have the same id.')
  return byId
}

function store(environmentId: string, seed: ApplicationSeed): StoredApplication {
  const given = copyJson(seed.document)
  const id = stringOf(member(given, 'id')) ?? randomUUID()
  const clientId = stringOf(member(given, 'clientId')) ?? id
  const createdAt = stringOf(member(given, 'createdAt')) ?? new Date().toISOString()
  return {
    environmentId,
    id,
    clientId,
    roles: seed.roles ?? [],
    document: {
      assignActorRoles: false,
      updatedAt: createdAt,
      ...without(given, ['_links', '_embedded']),
      environment: { id: environmentId },
      id,
      createdAt,
      clientId
    },
    secret: seed.secret ?? generateSecret(),
    previousSecret: undefined,
    lag: undefined
  }
}

/** Puts a new document in place; `updatedAt` moves by at least a millisecond. */
export function replaceDocument(
  application: StoredApplication,
  document: JsonObject,
  authMethodLag: number
): void {
  const before = application.document
  const last = Date.parse(stringOf(member(before, 'updatedAt')) ?? '')
  const updatedAt = new Date(Math.max(Date.now(), Number.isNaN(last) ? 0 : last + 1))
  application.document = { ...document, updatedAt: updatedAt.toISOString() }
  const method = 'tokenEndpointAuthMethod'
  if (authMethodLag > 0 && member(before, method) !== member(document, method)) {
    application.lag = { document: before, left: authMethodLag }
  }
}

/** An edit by somebody else: the identity of the application is nothing that one can edit. */
export function editDocument(
  application: StoredApplication,
  patch: JsonObject,
  authMethodLag: number
): void {
  const edit = without(patch, ['_links', 'id', 'environment', 'clientId', 'createdAt'])
  const edited = mergePatch(application.document, copyJson(edit)) as JsonObject
  replaceDocument(application, edited, authMethodLag)
}

/** The document that the next client authentication goes by; counts that authentication. */
export function documentForAuthentication(application: StoredApplication): JsonObject {
  const { lag } = application
  if (lag === undefined || lag.left === 0) return application.document
  lag.left -= 1
  return lag.document
}

/** The current secret, and the one before while it may still be used. */
export function validSecrets(application: StoredApplication): readonly string[] {
  const { secret, previousSecret } = application
  return previousSecret !== undefined && previousSecret.expiresAt.getTime() > Date.now()
    ? [secret, previousSecret.secret]
    : [secret]
}

export function findApplication(store: Store, environmentId: string, applicationId: string) {
  return store.get(environmentId)?.applications.get(applicationId)
}
