import type { ClientAuth } from 'oauth4webapi'
import { ActionError } from '../error.ts'
import type { Worker, WorkerCredentials } from '../inputs/worker.ts'
import { maskSecret } from '../secrets.ts'
import { clientAuthentication } from './client-authentication.ts'
import { hintAtEnvironment } from './environment.ts'
import type { Http } from './http.ts'
import { oauthFetch } from './oauth-exchange.ts'
import type { Endpoints } from './region.ts'
import { type RetryOptions, withRetries } from './retry.ts'

/** Where the requests of a run get their access token from. */
export type AccessTokenSource = {
  readonly current: (retries: RetryOptions) => Promise<string>
  /** A token in place of one that was refused; undefined when there is no way to get another. */
  readonly renew: (refused: string, retries: RetryOptions) => Promise<string> | undefined
}

/** A source that requests a token when it is first needed, and keeps it in memory. */
export function accessTokenSource(
  worker: Worker,
  http: Http,
  endpoints: Endpoints
): AccessTokenSource {
  if ('accessToken' in worker) {
    return { current: async () => worker.accessToken, renew: () => undefined }
  }
  const request = async (retries: RetryOptions): Promise<string> => {
    try {
      const authenticate = await clientAuthentication(worker.authentication)
      return await withRetries(
        () => requestAccessToken(worker, authenticate, http, endpoints, retries.signal),
        retries
      )
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      const explained = await explainRefusal(error, worker, http, endpoints)
      // It was tried as often as allowed, and the request that the token is for was not sent.
      throw explained.explained(explained.message, { retryable: false, effect: 'none' })
    }
  }
  let token: Promise<string> | undefined
  const current = (retries: RetryOptions): Promise<string> => {
    token ??= request(retries)
    return token
  }
  return {
    current,
    async renew(refused, retries) {
      // Another request may have renewed it while this one was under way.
      const known = token
      if ((await known) === refused && token === known) token = undefined
      return current(retries)
    }
  }
}

/** Requests an access token by the client credentials grant (RFC 6749 section 4.4). */
async function requestAccessToken(
  worker: WorkerCredentials,
  authenticate: ClientAuth,
  http: Http,
  endpoints: Endpoints,
  signal: AbortSignal
): Promise<string> {
  const oauth = await import('oauth4webapi')
  const issuer = endpoints.authorizationServer(worker.environmentId)
  const server = { issuer, token_endpoint: `${issuer}/token` }
  const client = { client_id: worker.clientId }
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    authenticate,
    {},
    {
      // Only a loopback address can be http here; the inputs see to that.
      [oauth.allowInsecureRequests]: true,
      [oauth.customFetch]: oauthFetch(http, signal)
    }
  )
  try {
    const { access_token } = await oauth.processClientCredentialsResponse(server, client, response)
    maskSecret(access_token)
    // What cannot stand in a header is no token (RFC 6750 section 2.1).
    if (/^[\x21-\x7e]+$/.test(access_token)) return access_token
  } catch {
    // The same sentence: what came is not what a token endpoint answers.
  }
  throw new ActionError(
    `POST ${new URL(server.token_endpoint).host} was answered without an access token.`,
    {
      code: 'INVALID_ANSWER',
      hint: 'Check region and auth-url: something other than PingOne seems to answer there.'
    }
  )
}

/**
 * Says why the token endpoint refused the worker, as far as can be known: a wrong region or
 * environment shows in the discovery document; a wrong secret and an unknown client look the same.
 */
async function explainRefusal(
  error: ActionError,
  { environmentId, clientId, authentication }: WorkerCredentials,
  http: Http,
  endpoints: Endpoints
): Promise<ActionError> {
  const { status, code } = error.facts
  if (status !== 400 && status !== 401 && status !== 403 && status !== 404) return error
  const hint = await hintAtEnvironment(
    http,
    endpoints,
    environmentId,
    'Check worker-environment-id (where the worker lives; by default environment-id) and region.'
  )
  if (hint !== undefined) {
    return error.explained(
      `The worker cannot sign in: ${endpoints.name} knows no environment ${environmentId}.`,
      { code: 'UNKNOWN_ENVIRONMENT', hint }
    )
  }
  if (code !== 'invalid_client') return error
  const worker = `worker ${clientId} in environment ${environmentId}`
  if (/unsupported authentication method/i.test(error.message)) {
    return error.explained(
      `The ${worker} has another token endpoint authentication method than ${authentication.method}.`,
      {
        hint: 'Set worker-auth-method to the method that the worker application has in PingOne.'
      }
    )
  }
  const credential =
    authentication.method === 'PRIVATE_KEY_JWT'
      ? "that the worker's jwks or jwksUrl holds the public part of worker-private-key under the same kid, and the clock of the runner"
      : 'worker-client-secret'
  return error.explained(`PingOne does not accept the credentials of the ${worker}.`, {
    hint: `Check worker-client-id, ${credential}, and that the worker is enabled and lives in that environment; if it lives in another one, set worker-environment-id.`
  })
}
