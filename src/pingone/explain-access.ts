import { ActionError } from '../error.ts'
import type { WantedApplication } from '../inputs/inputs.ts'
import type { Worker } from '../inputs/worker.ts'
import { hintAtEnvironment } from './environment.ts'
import type { Http } from './http.ts'
import type { Endpoints } from './region.ts'

/** What an answer about access is to be explained by. */
export type AccessContext = {
  readonly http: Http
  readonly endpoints: Endpoints
  readonly worker: Worker
}

/**
 * The error in terms of the inputs, where the management API refused who asks (401, 403) or does not
 * know what is asked for (404). Other errors come back as they are.
 */
export async function explainAccess(
  error: unknown,
  operation: 'read' | 'update' | 'read the secret of',
  wanted: WantedApplication,
  { http, endpoints, worker }: AccessContext
): Promise<unknown> {
  if (!(error instanceof ActionError)) return error
  const who =
    'accessToken' in worker ? 'The owner of the access token' : `Worker ${worker.clientId}`
  switch (error.facts.status) {
    case 401:
      return error.explained(`PingOne does not accept the access token (${endpoints.name}).`, {
        hint:
          'accessToken' in worker
            ? 'It may have expired, which it does an hour after it was issued, or be for another region: fetch a new one, or let the action do it with worker-client-id and its secret.'
            : 'It was just issued: check that region, api-url and auth-url name the same region.'
      })
    case 403:
      return error.explained(`${who} is not allowed to ${operation} ${applicationOf(wanted)}.`, {
        hint:
          operation === 'read the secret of'
            ? 'Give application-client-secret, or give the worker a role with applications:read:secret; it also needs every role that the application has.'
            : 'Give the worker the role Client Application Developer for that environment, or a custom role with applications:read:application and applications:update:application, and run it again.'
      })
    case 404:
      return explainUnknown(error, wanted, http, endpoints)
    default:
      return error
  }
}

async function explainUnknown(
  error: ActionError,
  wanted: WantedApplication,
  http: Http,
  endpoints: Endpoints
): Promise<ActionError> {
  const { environmentId } = wanted
  // A custom domain's authorization server knows its own environment and no other.
  const hint = endpoints.isCustomDomain
    ? undefined
    : await hintAtEnvironment(http, endpoints, environmentId, 'Check environment-id and region.')
  return hint === undefined
    ? error.explained(
        `There is no ${applicationOf(wanted)} (${endpoints.name}), or the worker has no role there.`,
        { hint: 'Check application-id, environment-id and the roles of the worker.' }
      )
    : error.explained(
        `There is no environment ${environmentId}, in which an application was looked for (${endpoints.name}).`,
        { code: 'UNKNOWN_ENVIRONMENT', hint }
      )
}

function applicationOf({
  environmentId,
  applicationId,
  applicationName
}: WantedApplication): string {
  return `application ${applicationId ?? `"${applicationName}"`} in environment ${environmentId}`
}
