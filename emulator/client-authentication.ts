import type { IncomingHttpHeaders } from 'node:http'
import {
  type ClientAssertion,
  isValidAssertion,
  publicKeys,
  readClientAssertion
} from './client-assertion.ts'
import { invalidCredentials, oauthError, unsupportedAuthenticationMethod } from './errors.ts'
import type { Answer, EmulatorRequest } from './exchange.ts'
import { type JsonObject, member } from './json.ts'
import {
  documentForAuthentication,
  type StoredApplication,
  type StoredEnvironment,
  validSecrets
} from './store.ts'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** What the client sent, by the method it used: nothing is verified yet. */
type Credentials =
  | {
      readonly method: 'CLIENT_SECRET_BASIC' | 'CLIENT_SECRET_POST'
      readonly clientId: string
      readonly secret: string
    }
  | ClientAssertion
  | { readonly method: 'NONE'; readonly clientId: string }

type Presented = Credentials | 'missing' | 'several' | 'wrong assertion type'

/** Tells the client authentication method from the request (RFC 6749, 2.3; RFC 7521, 4.2). */
function readCredentials(headers: IncomingHttpHeaders, form: URLSearchParams): Presented {
  const authorization = headers.authorization
  const clientId = form.get('client_id')
  const secret = form.get('client_secret')
  const jwt = form.get('client_assertion')

  if ([authorization, secret, jwt].filter((value) => value != null).length > 1) return 'several'
  if (authorization !== undefined) return readBasic(authorization) ?? 'missing'
  if (jwt !== null) {
    if (form.get('client_assertion_type') !== ASSERTION_TYPE) return 'wrong assertion type'
    const assertion = readClientAssertion(jwt)
    const sameClient = clientId === null || clientId === assertion?.clientId
    return assertion !== undefined && sameClient ? assertion : 'missing'
  }
  if (clientId === null) return 'missing'
  return secret === null
    ? { method: 'NONE', clientId }
    : { method: 'CLIENT_SECRET_POST', clientId, secret }
}

// Nothing is percent-decoded: PingOne documents the pair as it is, without RFC 6749's form encoding.
function readBasic(authorization: string): Credentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1]
  const pair = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  if (colon < 1) return undefined
  return {
    method: 'CLIENT_SECRET_BASIC',
    clientId: pair.slice(0, colon),
    secret: pair.slice(colon + 1)
  }
}

/** The application that the request proves to come from, or the refusal. */
export async function authenticateClient(
  request: EmulatorRequest,
  form: URLSearchParams,
  environment: StoredEnvironment,
  audiences: readonly string[],
  ca: string | undefined
): Promise<{ readonly client: StoredApplication } | { readonly refusal: Answer }> {
  const { correlationId } = request
  const refuse = (description: string) => ({
    refusal: oauthError(400, 'invalid_request', description, correlationId)
  })

  const credentials = readCredentials(request.headers, form)
  if (credentials === 'several') return refuse('The client authenticates in more than one way')
  if (credentials === 'wrong assertion type') {
    return refuse('The client_assertion_type is missing or unknown')
  }
  if (credentials === 'missing') return { refusal: invalidCredentials(correlationId) }

  const client = environment.clients.get(credentials.clientId)
  if (client === undefined || member(client.document, 'protocol') !== 'OPENID_CONNECT') {
    return { refusal: invalidCredentials(correlationId) }
  }
  const document = documentForAuthentication(client)
  if (member(document, 'tokenEndpointAuthMethod') !== credentials.method) {
    return { refusal: unsupportedAuthenticationMethod(correlationId) }
  }

  const proven = await prove(credentials, client, document, audiences, ca)
  return proven ? { client } : { refusal: invalidCredentials(correlationId) }
}

async function prove(
  credentials: Credentials,
  client: StoredApplication,
  document: JsonObject,
  audiences: readonly string[],
  ca: string | undefined
): Promise<boolean> {
  switch (credentials.method) {
    // Undocumented: whether the introspection endpoint takes clients without authentication.
    case 'NONE':
      return true
    case 'CLIENT_SECRET_BASIC':
    case 'CLIENT_SECRET_POST':
      return validSecrets(client).includes(credentials.secret)
    case 'CLIENT_SECRET_JWT': {
      const keys = validSecrets(client).map((secret) => new TextEncoder().encode(secret))
      return isValidAssertion(credentials, keys, audiences)
    }
    case 'PRIVATE_KEY_JWT': {
      const keys = await publicKeys(document, credentials, ca)
      return isValidAssertion(credentials, keys, audiences)
    }
  }
}
