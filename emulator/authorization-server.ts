import { accessTokenKey } from './access-tokens.ts'
import { authenticateClient } from './client-authentication.ts'
import { methodNotAllowed, notFound, oauthError } from './errors.ts'
import { type Answer, type EmulatorRequest, mediaType } from './exchange.ts'
import { type JsonObject, member, stringsOf } from './json.ts'
import type { State } from './state.ts'
import type { StoredApplication, StoredEnvironment } from './store.ts'

const FORM = 'application/x-www-form-urlencoded'

/** Answers below an environment's `/as`, or undefined when the path is none of its. */
export async function answerAuthorizationServer(
  request: EmulatorRequest,
  state: State
): Promise<Answer | undefined> {
  const [, environmentId, resource] = /^(?:\/([^/]+))?\/as\/(.+)$/.exec(request.path) ?? []
  const id = environmentId ?? state.customDomainEnvironmentId
  if (resource === undefined || id === undefined) return undefined
  const environment = state.store.get(id)
  if (environment === undefined) return notFound()
  const issuer = request.origin + request.path.slice(0, -resource.length - 1)

  switch (resource) {
    case 'token':
      return answerForm(request, state, environment, issuer, grantToken)
    case 'introspect':
      return answerForm(request, state, environment, issuer, introspect)
    case '.well-known/openid-configuration':
      return request.method === 'GET' ? discovery(issuer) : methodNotAllowed(['GET'])
    case 'jwks':
      return request.method === 'GET' ? keySet() : methodNotAllowed(['GET'])
    default:
      return notFound()
  }
}

type Exchange = {
  readonly client: StoredApplication
  readonly form: URLSearchParams
  readonly issuer: string
  readonly request: EmulatorRequest
  readonly state: State
}

/** Both endpoints take a form from a client that authenticates (RFC 6749, 3.2; RFC 7662, 2.1). */
async function answerForm(
  request: EmulatorRequest,
  state: State,
  environment: StoredEnvironment,
  issuer: string,
  answer: (exchange: Exchange) => Answer | Promise<Answer>
): Promise<Answer> {
  if (request.method !== 'POST') return methodNotAllowed(['POST'])
  if (mediaType(request.headers) !== FORM) {
    const description = `The Content-Type must be ${FORM}`
    return oauthError(400, 'invalid_request', description, request.correlationId)
  }
  const form = new URLSearchParams(request.body)
  const audiences = [issuer, `${issuer}/token`, request.origin + request.path]
  const outcome = await authenticateClient(request, form, environment, audiences, state.ca)
  if ('refusal' in outcome) return outcome.refusal
  return answer({ client: outcome.client, form, issuer, request, state })
}

async function grantToken({ client, form, issuer, request, state }: Exchange): Promise<Answer> {
  const refuse = (error: string, description: string) =>
    oauthError(400, error, description, request.correlationId)

  const grantType = form.get('grant_type')
  if (grantType === null) return refuse('invalid_request', 'The grant_type is missing')
  if (grantType !== 'client_credentials') {
    return refuse('unsupported_grant_type', 'The grant_type is not supported here')
  }
  if (!stringsOf(member(client.document, 'grantTypes')).includes('CLIENT_CREDENTIALS')) {
    return refuse('unauthorized_client', 'The application may not use this grant_type')
  }
  const lifetimeSeconds = state.tokenLifetimeSeconds
  const access_token = await state.tokens.issue({
    environmentId: client.environmentId,
    clientId: client.clientId,
    issuer,
    audience: request.origin,
    lifetimeSeconds
  })
  return { status: 200, body: { access_token, token_type: 'Bearer', expires_in: lifetimeSeconds } }
}

// A token of another environment is as unknown here as a made-up one (RFC 7662, 2.2).
function introspect({ client, form, request, state }: Exchange): Answer {
  const text = form.get('token')
  if (text === null) {
    const description = 'The token is missing'
    return oauthError(400, 'invalid_request', description, request.correlationId)
  }
  const token = state.tokens.find(text)
  if (token?.environmentId !== client.environmentId) return { status: 200, body: { active: false } }
  return { status: 200, body: { active: true, token_type: 'Bearer', ...token.claims } }
}

async function keySet(): Promise<Answer> {
  const { publicJwk } = await accessTokenKey()
  return { status: 200, body: { keys: [publicJwk as JsonObject] } }
}

function discovery(issuer: string): Answer {
  const body = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    pushed_authorization_request_endpoint: `${issuer}/par`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/signoff`,
    introspection_endpoint: `${issuer}/introspect`,
    revocation_endpoint: `${issuer}/revoke`,
    device_authorization_endpoint: `${issuer}/device_authorization`,
    scopes_supported: ['openid', 'profile', 'email'],
    response_types_supported: ['code', 'id_token', 'token id_token', 'code id_token'],
    response_modes_supported: ['pi.flow', 'query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'implicit', 'client_credentials'],
    token_endpoint_auth_methods_supported: [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt'
    ]
  }
  return { status: 200, body }
}
