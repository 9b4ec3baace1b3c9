import type { Http } from './http.ts'
import { type Endpoints, REGION_CODES, type RegionCode, regionEndpoints } from './region.ts'

/**
 * Whether the authorization server knows an environment, by its OpenID Connect discovery document,
 * which needs no credentials. Undefined when that cannot be told. For explaining a failure only.
 */
export async function isKnownEnvironment(
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

/** The region other than `region` that knows the environment, if one does. */
export async function findRegion(
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
