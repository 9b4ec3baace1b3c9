import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { accessTokenKey, createAccessTokens } from './access-tokens.ts'
import { renderApplication } from './applications.ts'
import { answerAuthorizationServer } from './authorization-server.ts'
import { issueCertificate } from './certificate.ts'
import { notFound, unexpectedError } from './errors.ts'
import type { Answer, EmulatorRequest } from './exchange.ts'
import { createFaults, type Fault, isCarriedOut, replyWithFault } from './faults.ts'
import { copyJson, type JsonObject } from './json.ts'
import { addressedApplication, answerManagementApi } from './management-api.ts'
import { defaultSeed } from './seed.ts'
import { type Incoming, listen } from './server.ts'
import type { State } from './state.ts'
import {
  createStore,
  type EnvironmentSeed,
  editDocument,
  findApplication,
  type StoredApplication
} from './store.ts'

export type EmulatorOptions = {
  /** Default 0: a free one. */
  readonly port?: number
  /** With a new CA and a certificate for localhost, 127.0.0.1 and `hostnames`. */
  readonly https?: boolean
  readonly hostnames?: readonly string[]
  /** Default: the default seed. */
  readonly environments?: readonly EnvironmentSeed[]
  readonly faults?: readonly Fault[]
  /** Default 3600. */
  readonly tokenLifetimeSeconds?: number
  /** Applications in one page of the list; default 100. */
  readonly pageSize?: number
  /** The environment that /as/… without an environment ID belongs to, as on a custom domain. */
  readonly customDomainEnvironmentId?: string
  /** So many client authentications after a change of method still go by the old one. */
  readonly authMethodLag?: number
}

export type RecordedRequest = {
  readonly method: string
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Undefined until answered, and for good when there was no answer. */
  readonly status: number | undefined
  /** Number of the TCP connection, from 1. */
  readonly connection: number
}

type Recording = Omit<RecordedRequest, 'status'> & { status: number | undefined }

export type Emulator = {
  /** The origin; PingOne's API and its authorization server are both there. */
  readonly url: string
  readonly apiUrl: string
  readonly authUrl: string
  /** PEM of the CA, with https. */
  readonly ca: string | undefined
  readonly requests: RecordedRequest[]
  /** TCP connections accepted so far. */
  readonly connections: number
  readonly addFault: (fault: Fault) => void
  readonly clearFaults: () => void
  /** A copy of the application as a GET would show it. */
  readonly application: (environmentId: string, applicationId: string) => JsonObject
  /** An edit by somebody else, past all rules. */
  readonly editApplication: (
    environmentId: string,
    applicationId: string,
    mergePatch: JsonObject
  ) => void
  readonly secret: (environmentId: string, applicationId: string) => string
  readonly issueAccessToken: (
    environmentId: string,
    workerId: string,
    lifetimeSeconds?: number
  ) => Promise<string>
  /** All tokens issued so far are refused from now on. */
  readonly expireTokens: () => void
  readonly close: () => Promise<void>
}

/** Starts a PingOne in memory, on loopback. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, hostnames = [], authMethodLag = 0 } = options
  const seeds = options.environments ?? (await defaultSeed()).environments
  const certificate = options.https === true ? await issueCertificate(hostnames) : undefined
  const state: State = {
    store: createStore(seeds),
    tokens: createAccessTokens(),
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 3600,
    pageSize: options.pageSize ?? 100,
    customDomainEnvironmentId: options.customDomainEnvironmentId,
    authMethodLag,
    ca: certificate?.ca
  }
  const faults = createFaults(options.faults ?? [])
  const requests: RecordedRequest[] = []
  const closing = new AbortController()
  // Made now, so that the first token request takes no longer than the next.
  await accessTokenKey()

  const handle = async (incoming: Incoming) => {
    const { method, path, query, headers, body, origin, connection } = incoming
    const request = { method, path, query, headers, body, origin, correlationId: randomUUID() }
    const record: Recording = { method, path, query, headers, body, connection, status: undefined }
    requests.push(record)
    const fault = faults.next(method, path) ?? {}
    const delay = () => hold(fault.delayMs, closing.signal)

    if (fault.takesEffect !== true) await delay()
    if (incoming.isGone()) return
    const real = isCarriedOut(fault) ? await answerRequest(request, state) : undefined
    if (fault.edit !== undefined) edit(path, fault.edit)
    if (fault.takesEffect === true) await delay()
    if (incoming.isGone()) return
    if (fault.reset !== undefined) return incoming.reset()
    const reply = replyWithFault(fault, real, request)
    record.status = reply.status
    incoming.send(reply)
  }

  const edit = (path: string, patch: JsonObject) => {
    const [environmentId = '', applicationId = ''] = addressedApplication(path) ?? []
    const application = findApplication(state.store, environmentId, applicationId)
    if (application !== undefined) editDocument(application, patch, authMethodLag)
  }

  const find = (environmentId: string, applicationId: string): StoredApplication => {
    const application = findApplication(state.store, environmentId, applicationId)
    if (application !== undefined) return application
    throw new Error(`Environment ${environmentId} has no application ${applicationId}.`)
  }

  const server = await listen(port, certificate, handle)
  const url = server.origin

  return {
    url,
    apiUrl: url,
    authUrl: url,
    ca: certificate?.ca,
    requests,
    get connections() {
      return server.connections()
    },
    addFault: faults.add,
    clearFaults: faults.clear,
    application: (environmentId, applicationId) =>
      copyJson(renderApplication(find(environmentId, applicationId), url)),
    editApplication: (environmentId, applicationId, mergePatch) =>
      editDocument(find(environmentId, applicationId), mergePatch, authMethodLag),
    secret: (environmentId, applicationId) => find(environmentId, applicationId).secret,
    issueAccessToken: (environmentId, workerId, lifetimeSeconds) =>
      state.tokens.issue({
        environmentId,
        clientId: find(environmentId, workerId).clientId,
        issuer: `${url}/${environmentId}/as`,
        audience: url,
        lifetimeSeconds: lifetimeSeconds ?? state.tokenLifetimeSeconds
      }),
    expireTokens: state.tokens.expireAll,
    close: () => {
      closing.abort()
      return server.close()
    }
  }
}

async function answerRequest(request: EmulatorRequest, state: State): Promise<Answer> {
  try {
    return (
      answerManagementApi(request, state) ??
      (await answerAuthorizationServer(request, state)) ??
      notFound()
    )
  } catch (error) {
    // A mistake of the emulator's own must be seen as one.
    return unexpectedError(`The emulator failed: ${error}`)
  }
}

async function hold(delayMs: number | undefined, signal: AbortSignal): Promise<void> {
  if (delayMs === undefined) return
  await sleep(delayMs, undefined, { signal }).catch(() => undefined)
}
