import type { ClientAuth } from 'oauth4webapi'
import type { ClientAuthentication } from '../inputs/worker.ts'
import { maskSecret } from '../secrets.ts'

// PingOne takes at most an hour; some minutes forgive a clock that goes wrong.
const ASSERTION_LIFETIME_SECONDS = 300

/**
 * The client authentication of RFC 6749 section 2.3 and RFC 7523 by one of PingOne's methods. What it
 * puts into a request is masked.
 */
export async function clientAuthentication(
  authentication: ClientAuthentication
): Promise<ClientAuth> {
  const oauth = await import('oauth4webapi')
  const options = {
    [oauth.modifyAssertion](_header: object, claims: Record<string, unknown>) {
      const now = Math.floor(Date.now() / 1000)
      claims.exp = now + ASSERTION_LIFETIME_SECONDS
      // Optional for PingOne; with a fast clock here it would make the assertion one of the future.
      delete claims.nbf
    }
  }
  switch (authentication.method) {
    case 'CLIENT_SECRET_BASIC':
      return basic(authentication.secret)
    case 'CLIENT_SECRET_POST':
      return oauth.ClientSecretPost(authentication.secret)
    case 'CLIENT_SECRET_JWT':
      return masked(oauth.ClientSecretJwt(authentication.secret, options))
    case 'PRIVATE_KEY_JWT':
      return masked(oauth.PrivateKeyJwt(authentication.key, options))
  }
}

/**
 * The pair as it is, without the form encoding of RFC 6749 section 2.3.1, which PingOne does not ask
 * for: encoded hyphens, which every client ID has, would be taken for another client.
 */
function basic(secret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    const credentials = Buffer.from(`${client.client_id}:${secret}`).toString('base64')
    maskSecret(credentials)
    headers.set('authorization', `Basic ${credentials}`)
  }
}

function masked(authenticate: ClientAuth): ClientAuth {
  return async (server, client, body, headers) => {
    await authenticate(server, client, body, headers)
    maskSecret(body.get('client_assertion') ?? '')
  }
}
