import { AUTH_METHODS, type AuthMethod, parseAuthMethod } from '../auth-method.ts'
import {
  type Endpoints,
  REGION_CODES,
  type RegionCode,
  regionEndpoints
} from '../pingone/region.ts'
import type { Change } from '../plan.ts'
import { type Guards, workerAsTargetError } from '../rules.ts'
import { parseSettings } from '../settings.ts'
import { refuseUndeclared } from './declared.ts'
import { readKeys } from './keys.ts'
import { InputReader } from './reader.ts'
import { readSafety, type Safety } from './safety.ts'
import { refuseUnavailable } from './unavailable.ts'
import { clientIdOf, readWorker, type Worker } from './worker.ts'

/** The application that a step names, by its ID, its name or both. */
export type WantedApplication = {
  readonly environmentId: string
  readonly applicationId: string | undefined
  /** With an ID a guard, without one to be looked up. */
  readonly applicationName: string | undefined
}

/** How patient a run is with the network. */
type Network = {
  readonly requestTimeoutMs: number
  readonly maxRetries: number
  readonly timeLimitMs: number
  /** 0 for no ceiling. */
  readonly requestsPerMinute: number
}

export type Inputs = {
  readonly wanted: WantedApplication
  readonly change: Change
  readonly guards: Guards
  readonly safety: Safety
  readonly worker: Worker
  readonly endpoints: Endpoints
  readonly network: Network
  /** Sentences about what is not wrong but may be a mistake. */
  readonly warnings: readonly string[]
}

/**
 * Reads and checks the inputs of the step, and masks the credentials among them. Throws an
 * AggregateError of one ActionError a mistake.
 */
export async function readInputs(): Promise<Inputs> {
  const reader = new InputReader()
  refuseUndeclared(reader, process.env)
  const wanted = readWanted(reader)
  const worker = await readWorker(reader, wanted.environmentId)
  refuseWorkerAsTarget(reader, wanted, worker)
  const authMethod = readAuthMethod(reader)
  const inputs: Inputs = {
    wanted,
    change: await readChange(reader, authMethod),
    guards: {
      applicationName: wanted.applicationName,
      workerClientId: clientIdOf(worker),
      allowDowngrade: reader.flag('allow-downgrade', false)
    },
    safety: await readSafety(reader, authMethod),
    worker,
    endpoints: readEndpoints(reader),
    network: readNetwork(reader),
    warnings: reader.warnings
  }
  refuseUnavailable(reader)
  if (reader.mistakes.length > 0) throw new AggregateError(reader.mistakes)
  return inputs
}

function readWanted(reader: InputReader): WantedApplication {
  const environmentId = reader.requiredUuid('environment-id')
  const applicationId = reader.uuid('application-id') || undefined
  const applicationName = reader.text('application-name') || undefined
  if (applicationId === undefined && applicationName === undefined) {
    reader.refuse(
      'application-id and application-name are both empty.',
      'Give the ID, the name, or the ID with the name as a guard; if one comes from a variable, check that the variable exists where the job runs.'
    )
  }
  return { environmentId, applicationId, applicationName }
}

/** Known before any request only when both are given as the same ID; the plan looks again. */
function refuseWorkerAsTarget(
  reader: InputReader,
  { applicationId }: WantedApplication,
  worker: Worker
): void {
  if (applicationId !== undefined && clientIdOf(worker)?.toLowerCase() === applicationId) {
    reader.mistakes.push(workerAsTargetError(applicationId))
  }
}

function readAuthMethod(reader: InputReader): AuthMethod | undefined {
  const text = reader.text('auth-method')
  const authMethod = parseAuthMethod(text)
  if (text === '') reader.required('auth-method')
  else if (authMethod === undefined) {
    reader.refuse(
      `auth-method must be one of ${AUTH_METHODS.join(', ')}, not "${text}".`,
      'Correct the value.'
    )
  }
  return authMethod
}

async function readChange(
  reader: InputReader,
  authMethod: AuthMethod | undefined
): Promise<Change> {
  const text = reader.text('settings')
  const settings = text === '' ? {} : ((await reader.collect(() => parseSettings(text))) ?? {})
  const keys = await readKeys(reader, settings)
  return {
    // Without a method there is a mistake on the list, and what stands here is not used.
    authMethod: authMethod ?? 'NONE',
    settings,
    ...(keys === undefined ? {} : { keys })
  }
}

function readEndpoints(reader: InputReader): Endpoints {
  const region = reader.choice<RegionCode>('region', REGION_CODES, 'NA', 'PINGONE_REGION_CODE')
  return regionEndpoints(region, readUrl(reader, 'api-url'), readUrl(reader, 'auth-url'))
}

/** A base URL without a trailing slash or `/v1`; undefined when it is not given. */
function readUrl(reader: InputReader, name: string): string | undefined {
  const text = reader.text(name)
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSafe =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname))
  if (!url || !isSafe || url.username || url.password || url.search || url.hash) {
    reader.refuse(
      `${name} must be an https URL without credentials, query or fragment (http is for loopback alone).`,
      'Write it like https://api.pingone.eu.'
    )
    return undefined
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/v1$/, '')
}

function readNetwork(reader: InputReader): Network {
  // One application is worked on at a time, so that any ceiling holds.
  reader.wholeNumber('concurrency', 4, 1, 100)
  return {
    requestTimeoutMs: reader.wholeNumber('request-timeout', 30, 1, 3600) * 1000,
    maxRetries: reader.wholeNumber('max-retries', 4, 0, 20),
    timeLimitMs: reader.wholeNumber('time-limit', 900, 1, 86_400) * 1000,
    requestsPerMinute: reader.wholeNumber('requests-per-minute', 200, 0, 100_000)
  }
}
