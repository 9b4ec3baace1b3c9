import { ActionError } from '../error.ts'
import type { ClientAuthentication } from '../inputs/worker.ts'
import { clientAuthentication } from './client-authentication.ts'
import type { Http } from './http.ts'
import { oauthFetch } from './oauth-exchange.ts'
import { backoffMs, pause, type RetryOptions, withRetries } from './retry.ts'

/** How long a new method or new keys may take until PingOne's authorization server goes by them. */
const PROPAGATION_LIMIT_MS = 60_000
const LONGEST_WAIT_RETRIES = 4

// No token: an application that proves who it is learns that it is not active (RFC 7662 section 2.2).
const WORTHLESS_TOKEN = 'not-a-token'

/**
 * Proves that a client can authenticate, by asking the introspection endpoint about a worthless token
 * in its name. Waits while the answer may be that of a method or of keys that are not in effect yet.
 * `server` is the base of the authorization server, `…/as`. Throws an ActionError.
 */
export async function proveClientAuthentication(
  http: Http,
  server: string,
  clientId: string,
  authentication: ClientAuthentication,
  retries: RetryOptions
): Promise<void> {
  const end = performance.now() + PROPAGATION_LIMIT_MS
  for (let waits = 0; ; waits += 1) {
    try {
      await withRetries(
        () => introspect(http, server, clientId, authentication, retries.signal),
        retries
      )
      return
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      // Its words are right; only its status would be taken for the management API's.
      if (error.facts.code !== 'invalid_client') throw error.explained(error.message, {})
      const isOtherMethod = /unsupported authentication method/i.test(error.message)
      // A secret that is refused is wrong; keys may be on their way like the method itself.
      const mayPass = isOtherMethod || authentication.method === 'PRIVATE_KEY_JWT'
      const delayMs = backoffMs(Math.min(waits, LONGEST_WAIT_RETRIES), Math.random())
      if (!mayPass || performance.now() + delayMs > Math.min(end, retries.deadline)) {
        throw refusedError(error, clientId, authentication, isOtherMethod)
      }
      retries.onRetry(
        `Client ${clientId} cannot authenticate by ${authentication.method} yet. The next look follows in ${Math.round(delayMs / 100) / 10} s.`
      )
      await pause(delayMs, retries.signal)
    }
  }
}

async function introspect(
  http: Http,
  issuer: string,
  clientId: string,
  authentication: ClientAuthentication,
  signal: AbortSignal
): Promise<void> {
  const oauth = await import('oauth4webapi')
  const server = { issuer, introspection_endpoint: `${issuer}/introspect` }
  const client = { client_id: clientId }
  const authenticate = await clientAuthentication(authentication)
  const response = await oauth.introspectionRequest(server, client, authenticate, WORTHLESS_TOKEN, {
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: oauthFetch(http, signal)
  })
  try {
    await oauth.processIntrospectionResponse(server, client, response)
  } catch (cause) {
    throw new ActionError(
      `The introspection endpoint at ${new URL(issuer).host} gave an answer that is none of RFC 7662.`,
      { code: 'INVALID_ANSWER', hint: 'Check region and auth-url.', cause }
    )
  }
}

function refusedError(
  error: ActionError,
  clientId: string,
  { method }: ClientAuthentication,
  isOtherMethod: boolean
): ActionError {
  if (isOtherMethod) {
    return error.explained(
      `PingOne's authorization server still expects another method than ${method} of client ${clientId}.`,
      { hint: 'The change may need more time to take effect: run it again later.' }
    )
  }
  return error.explained(
    `PingOne does not accept the credentials of client ${clientId} with ${method}.`,
    {
      hint:
        method === 'PRIVATE_KEY_JWT'
          ? 'Check that application-private-key belongs to one of the public keys of the application, under the same kid.'
          : 'Check application-client-secret; without it, the worker reads the secret itself.'
    }
  )
}
