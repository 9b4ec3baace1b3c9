import { ActionError } from '../error.ts'
import type { Target } from '../inputs/inputs.ts'
import { isObject, type Json, type JsonObject, stringMember } from '../json/json.ts'
import type { ReadApi, WriteApi } from './management-api.ts'

/** An application's document, checked to be the one that was asked for, with strings where we read any. */
export type Application = JsonObject

/** Reads the application, again where that may help. Throws an ActionError. */
export async function readApplication(api: ReadApi, target: Target): Promise<Application> {
  return checkApplication(await api.get(path(target)), target)
}

/** Reads the application once and at once, to learn where a write stands. Throws an ActionError. */
export async function rereadApplication(api: ReadApi, target: Target): Promise<Application> {
  return checkApplication(await api.getOnce(path(target)), target)
}

/** Replaces the application by `body` and returns what PingOne answers. Throws an ActionError. */
export async function updateApplication(
  api: WriteApi,
  target: Target,
  body: JsonObject
): Promise<Application> {
  return checkApplication(await api.put(path(target), body), target)
}

function path({ environmentId, applicationId }: Target): string {
  return `/environments/${environmentId}/applications/${applicationId}`
}

/** Of an answer that is not what the API promises nobody can say what it did, so `effect` is unknown. */
function checkApplication(answer: Json | undefined, target: Target): Application {
  const problem = findProblem(answer, target)
  if (problem === undefined) return answer as Application
  throw new ActionError(
    `The answer for application ${target.applicationId} ${problem}, so it does not come from PingOne's management API.`,
    {
      code: 'INVALID_ANSWER',
      hint: 'Check region and api-url, and whether a proxy answers in place of PingOne.',
      effect: 'unknown'
    }
  )
}

function findProblem(answer: Json | undefined, target: Target): string | undefined {
  if (answer === undefined) return 'is not JSON'
  if (!isObject(answer)) return 'is not a JSON object'
  if (stringMember(answer, 'id')?.toLowerCase() !== target.applicationId) {
    return 'is about another id'
  }
  const { environment } = answer
  const environmentId = isObject(environment) ? stringMember(environment, 'id') : undefined
  if (environmentId?.toLowerCase() !== target.environmentId) return 'is about another environment'
  const missing = ['name', 'clientId', 'protocol', 'type'].find(
    (name) => stringMember(answer, name) === undefined
  )
  return missing === undefined ? undefined : `has no ${missing}`
}
