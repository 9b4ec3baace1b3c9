import type { AccessTokens } from './access-tokens.ts'
import type { Store } from './store.ts'

/** What every answer may depend on. */
export type State = {
  readonly store: Store
  readonly tokens: AccessTokens
  readonly tokenLifetimeSeconds: number
  readonly pageSize: number
  readonly customDomainEnvironmentId: string | undefined
  readonly authMethodLag: number
  /** With https: what an https `jwksUrl` on loopback is trusted by, besides the public CAs. */
  readonly ca: string | undefined
}
