import { randomUUID } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { JsonObject } from './json.ts'

type AccessToken = {
  readonly environmentId: string
  readonly clientId: string
  readonly expiresAtMs: number
  readonly claims: JsonObject
}

export type AccessTokens = {
  readonly issue: (grant: Grant) => Promise<string>
  /** Undefined for a text that never was a token, or that is no longer one. */
  readonly find: (token: string) => AccessToken | undefined
  readonly expireAll: () => void
}

type Grant = {
  readonly environmentId: string
  readonly clientId: string
  readonly issuer: string
  readonly audience: string
  readonly lifetimeSeconds: number
}

type SigningKey = { readonly privateKey: CryptoKey; readonly publicJwk: JWK }

let signingKey: Promise<SigningKey> | undefined

/** One key pair serves the whole process: generating it is the slowest thing here. */
export function accessTokenKey(): Promise<SigningKey> {
  signingKey ??= (async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256')
    const publicJwk = { ...(await exportJWK(publicKey)), use: 'sig', alg: 'RS256', kid: 'default' }
    return { privateKey, publicJwk }
  })()
  return signingKey
}

export function createAccessTokens(): AccessTokens {
  const issued = new Map<string, AccessToken>()

  return {
    issue: async ({ environmentId, clientId, issuer, audience, lifetimeSeconds }) => {
      const { privateKey, publicJwk } = await accessTokenKey()
      const iat = Math.floor(Date.now() / 1000)
      const exp = iat + lifetimeSeconds
      const claims = {
        client_id: clientId,
        env: environmentId,
        iss: issuer,
        aud: [audience],
        iat,
        exp,
        jti: randomUUID()
      }
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: publicJwk.kid ?? '' })
        .sign(privateKey)
      issued.set(token, { environmentId, clientId, expiresAtMs: exp * 1000, claims })
      return token
    },
    // Only what was issued here is accepted, so the signature needs no second look.
    find: (token) => {
      const found = issued.get(token)
      return found !== undefined && found.expiresAtMs > Date.now() ? found : undefined
    },
    expireAll: () => issued.clear()
  }
}
