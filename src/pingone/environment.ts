import type { Http } from './http.ts'
import { type Endpoints, REGION_CODES, type RegionCode, regionEndpoints } from './region.ts'

/**
 * Whether the authorization server knows an environment, by its OpenID Connect discovery document,
 * which needs no credentials. Undefined when that cannot be told. For explaining a failure only.
 */
async function isKnownEnvironment(
  http: Http,
  endpoints: Endpoints,
  environmentId: string
): Promise<boolean | undefined> {
  const url = `${endpoints.authorizationServer(environmentId)}/.well-known/openid-configuration`
  try {
    const { status } = await http.send({ method: 'GET', url })
    if (status === 200) return true
    return status === 404 || status === 400 ? false : undefined
  } catch {
    return undefined
  }
}

/**
 * What to do about an environment that the authorization server does not know: the region that knows
 * it, else `advice`. Undefined when it is known, or that cannot be told.
 */
export async function hintAtEnvironment(
  http: Http,
  endpoints: Endpoints,
  environmentId: string,
  advice: string
): Promise<string | undefined> {
  if ((await isKnownEnvironment(http, endpoints, environmentId)) !== false) return undefined
  const { region } = endpoints
  const elsewhere = region && (await findRegion(http, environmentId, region))
  return elsewhere ? `It is in region ${elsewhere}: set region: ${elsewhere}.` : advice
}

/** The region other than `region` that knows the environment, if one does. */
async function findRegion(
  http: Http,
  environmentId: string,
  region: RegionCode
): Promise<RegionCode | undefined> {
  const others = REGION_CODES.filter((code) => code !== region)
  const known = await Promise.all(
    others.map((code) =>
      isKnownEnvironment(http, regionEndpoints(code, undefined, undefined), environmentId)
    )
  )
  return others.find((_code, index) => known[index] === true)
}
