/** The top-level domains of PingOne's regions, by region code. */
const DOMAINS = {
  NA: 'pingone.com',
  CA: 'pingone.ca',
  EU: 'pingone.eu',
  AU: 'pingone.com.au',
  SG: 'pingone.sg',
  AP: 'pingone.asia'
} as const

export type RegionCode = keyof typeof DOMAINS
export const REGION_CODES = Object.keys(DOMAINS) as RegionCode[]

/** Where one run finds PingOne. */
export type Endpoints = {
  /** Base of the management API, with `/v1` and without a trailing slash. */
  readonly apiUrl: string
  /**
   * Base of an environment's authorization server, `…/as`. A custom domain serves one environment,
   * whose ID is not in the path.
   */
  readonly authorizationServer: (environmentId: string) => string
  /** Whether `authorizationServer` depends on the environment. */
  readonly isCustomDomain: boolean
  /** Undefined when the authorization server's address was given and not taken from a region. */
  readonly region: RegionCode | undefined
  /** For messages, such as "region EU". */
  readonly name: string
}

/**
 * The endpoints of a region, or at the base URLs given in place of it (without a trailing slash or
 * `/v1`). An authUrl that ends in `/as` is a custom domain.
 */
export function regionEndpoints(
  region: RegionCode,
  apiUrl: string | undefined,
  authUrl: string | undefined
): Endpoints {
  const isCustomDomain = authUrl?.endsWith('/as') ?? false
  return {
    apiUrl: `${apiUrl ?? `https://api.${DOMAINS[region]}`}/v1`,
    authorizationServer: (environmentId) =>
      authUrl !== undefined && isCustomDomain
        ? authUrl
        : `${authUrl ?? `https://auth.${DOMAINS[region]}`}/${environmentId}/as`,
    isCustomDomain,
    region: authUrl === undefined ? region : undefined,
    name: apiUrl === undefined ? `region ${region}` : new URL(apiUrl).host
  }
}
