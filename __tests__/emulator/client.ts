import { type Dispatcher, request } from 'undici'
import {
  type ApplicationSeed,
  type Emulator,
  ENVIRONMENT_ID,
  type JsonObject,
  WORKER_IDS
} from '../../emulator/index.ts'

export type Outcome = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly json: any
}

export type Call = {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly dispatcher?: Dispatcher
}

export async function call(url: string, { method = 'GET', ...options }: Call = {}) {
  const response = await request(url, { method: method as Dispatcher.HttpMethod, ...options })
  const text = await response.body.text()
  return { status: response.statusCode, headers: response.headers, text, json: parse(text) }
}

function parse(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sends a form to an endpoint below the environment's `/as`. */
export function postForm(
  emulator: Emulator,
  resource: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
  environmentId: string = ENVIRONMENT_ID
): Promise<Outcome> {
  return call(`${emulator.authUrl}/${environmentId}/as/${resource}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString()
  })
}

export function basic(clientId: string, secret: string) {
  return { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` }
}

/** Calls the management API as a worker of the default seed; the body is JSON text. */
export async function manage(
  emulator: Emulator,
  method: string,
  path: string,
  body?: string | object,
  workerId: string = WORKER_IDS.basic
): Promise<Outcome> {
  const token = await emulator.issueAccessToken(ENVIRONMENT_ID, workerId)
  const text = typeof body === 'object' ? JSON.stringify(body) : body
  return call(`${emulator.apiUrl}/v1/environments/${ENVIRONMENT_ID}/applications${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(text === undefined ? {} : { body: text })
  })
}

/** A seed for an application of a client that authenticates with the method. */
export function oidcApplication(id: string, more: JsonObject = {}): ApplicationSeed {
  const document = {
    id,
    name: `App ${id.slice(-4)}`,
    enabled: true,
    type: 'WEB_APP',
    protocol: 'OPENID_CONNECT',
    tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
    grantTypes: ['AUTHORIZATION_CODE'],
    ...more
  }
  return { document }
}
