import { ActionError } from '../error.ts'
import type { WantedApplication } from '../inputs/inputs.ts'
import { at, isArray, isObject, type Json, type JsonObject, stringMember } from '../json/json.ts'
import { bearsName } from '../rules.ts'
import { maskSecret } from '../secrets.ts'
import type { ReadApi, WriteApi } from './management-api.ts'

/** Whether a text has the form of PingOne's IDs. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** The address of one application. */
export type Target = { readonly environmentId: string; readonly applicationId: string }

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

/** Reads the client secret of the application, masked from here on. Throws an ActionError. */
export async function readApplicationSecret(api: ReadApi, target: Target): Promise<string> {
  const secret = at(await api.get(`${path(target)}/secret`), 'secret')
  maskSecret(typeof secret === 'string' ? secret : '')
  if (typeof secret === 'string' && secret !== '') return secret
  throw new ActionError(
    `The answer about the secret of application ${target.applicationId} holds none.`,
    { code: 'INVALID_ANSWER', hint: 'Give application-client-secret.' }
  )
}

/**
 * The address of the application that is wanted: by its ID, or by its name among all applications of
 * the environment, first to the letter, then without regard to case. Throws an ActionError.
 */
export async function findApplication(api: ReadApi, wanted: WantedApplication): Promise<Target> {
  const { environmentId, applicationId, applicationName = '' } = wanted
  if (applicationId !== undefined) return { environmentId, applicationId }
  const applications = await listApplications(api, environmentId)
  const alike = applications.filter((application) => bearsName(application, applicationName))
  const exact = alike.filter(({ name }) => name === applicationName)
  const found = exact.length > 0 ? exact : alike
  const ids = found.map((application) => stringMember(application, 'id') ?? 'no id')
  const [id = ''] = ids
  if (ids.length === 1 && isUuid(id)) return { environmentId, applicationId: id.toLowerCase() }
  if (ids.length === 0) {
    throw new ActionError(
      `None of the ${applications.length} applications in environment ${environmentId} bears the name "${applicationName}".`,
      { code: 'NAME_NOT_FOUND', hint: 'Check application-name and environment-id.' }
    )
  }
  throw new ActionError(
    `${ids.length} applications in environment ${environmentId} bear the name "${applicationName}": ${ids.join(', ')}.`,
    { code: 'NAME_NOT_UNIQUE', hint: 'Give application-id.' }
  )
}

/** All applications of an environment, page by page. */
async function listApplications(
  api: ReadApi,
  environmentId: string
): Promise<readonly JsonObject[]> {
  const applications: JsonObject[] = []
  const queries = new Set<string>()
  for (let query: string | undefined = ''; query !== undefined; ) {
    queries.add(query)
    const page = parsePage(
      await api.get(`/environments/${environmentId}/applications${query}`),
      environmentId
    )
    applications.push(...page.applications)
    query = page.next
    if (query !== undefined && queries.has(query)) {
      throw invalidList(environmentId, 'leads from page to page in a circle')
    }
  }
  return applications
}

function parsePage(
  answer: Json | undefined,
  environmentId: string
): { readonly applications: readonly JsonObject[]; readonly next: string | undefined } {
  const applications = at(answer, '_embedded', 'applications')
  if (!isArray(applications) || !applications.every(isObject)) {
    throw invalidList(environmentId, 'has not the form of a list')
  }
  const href = at(answer, '_links', 'next', 'href')
  if (href === undefined) return { applications, next: undefined }
  // Only the query is taken from the link, so that the token goes nowhere else.
  if (typeof href === 'string' && URL.canParse(href)) {
    return { applications, next: new URL(href).search }
  }
  throw invalidList(environmentId, 'has a link to the next page that is no URL')
}

function invalidList(environmentId: string, what: string): ActionError {
  return new ActionError(
    `The list of the applications in environment ${environmentId} ${what}, so it does not come from PingOne's management API.`,
    { code: 'INVALID_ANSWER', hint: 'Check region and api-url.' }
  )
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
  const environmentId = at(answer, 'environment', 'id')
  if (typeof environmentId !== 'string' || environmentId.toLowerCase() !== target.environmentId) {
    return 'is about another environment'
  }
  const missing = ['name', 'clientId', 'protocol', 'type'].find(
    (name) => stringMember(answer, name) === undefined
  )
  return missing === undefined ? undefined : `has no ${missing}`
}
