import { AUTH_METHODS, parseAuthMethod } from '../auth-method.ts'
import { ActionError } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import {
  type Endpoints,
  REGION_CODES,
  type RegionCode,
  regionEndpoints
} from '../pingone/region.ts'
import type { Change } from '../plan.ts'
import { parseSettings } from '../settings.ts'
import { InputReader } from './reader.ts'
import { refuseUnavailable } from './unavailable.ts'
import { readWorker, type Worker } from './worker.ts'

export type Target = { readonly environmentId: string; readonly applicationId: string }

/** How patient a run is with the network. */
type Network = {
  readonly requestTimeoutMs: number
  readonly maxRetries: number
  readonly timeLimitMs: number
  /** 0 for no ceiling. */
  readonly requestsPerMinute: number
}

export type Inputs = {
  readonly target: Target
  readonly change: Change
  readonly worker: Worker
  readonly endpoints: Endpoints
  readonly network: Network
}

/**
 * Reads and checks the inputs of the step, and masks the credentials among them. Throws an
 * AggregateError of one ActionError a mistake.
 */
export async function readInputs(): Promise<Inputs> {
  const reader = new InputReader()
  const target = {
    environmentId: reader.requiredUuid('environment-id'),
    applicationId: reader.requiredUuid('application-id')
  }
  const inputs: Inputs = {
    target,
    change: await readChange(reader),
    worker: readWorker(reader, target.environmentId),
    endpoints: readEndpoints(reader),
    network: readNetwork(reader)
  }
  refuseUnavailable(reader)
  if (reader.mistakes.length > 0) throw new AggregateError(reader.mistakes)
  return inputs
}

async function readChange(reader: InputReader): Promise<Change> {
  const text = reader.text('auth-method')
  const authMethod = parseAuthMethod(text)
  if (text === '') reader.required('auth-method')
  else if (authMethod === undefined) {
    reader.refuse(
      `auth-method must be one of ${AUTH_METHODS.join(', ')}, not "${text}".`,
      'Correct the value.'
    )
  }
  return {
    authMethod: authMethod ?? 'NONE',
    settings: await readSettings(reader),
    allowDowngrade: reader.flag('allow-downgrade', false)
  }
}

async function readSettings(reader: InputReader): Promise<JsonObject> {
  const text = reader.text('settings')
  if (text === '') return {}
  try {
    return await parseSettings(text)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    reader.mistakes.push(error)
    return {}
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
