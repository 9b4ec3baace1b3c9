import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { EmulatorOptions } from './emulator.ts'
import type { Fault } from './faults.ts'
import { isObject, type JsonObject, type JsonValue, member, parseJson, stringOf } from './json.ts'
import { defaultSeed, ENVIRONMENT_ID } from './seed.ts'
import type { ApplicationSeed, EnvironmentSeed } from './store.ts'

type Kind = 'text' | 'number' | 'flag' | 'mapping'

const FAULT_MEMBERS: ReadonlyMap<string, Kind> = new Map([
  ['method', 'text'],
  ['path', 'text'],
  ['skip', 'number'],
  ['times', 'number'],
  ['delayMs', 'number'],
  ['status', 'number'],
  ['body', 'text'],
  ['retryAfter', 'text'],
  ['takesEffect', 'flag'],
  ['reset', 'text'],
  ['tamper', 'mapping'],
  ['answer', 'text'],
  ['location', 'text'],
  ['edit', 'mapping']
])

const IS_KIND: Readonly<Record<Kind, (value: JsonValue) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && value >= 0,
  flag: (value) => typeof value === 'boolean',
  mapping: isObject
}

/** Reads a file of applications, or of environments, faults and applications. Throws sentences. */
export async function readApplicationsFile(
  file: string
): Promise<Required<Pick<EmulatorOptions, 'environments' | 'faults'>>> {
  const content = parse(file, read(file))
  const parts = Array.isArray(content) ? { applications: content } : content
  if (!isObject(parts)) throw new Error(`${file} must hold an array or an object.`)
  for (const name of Object.keys(parts)) {
    if (!['environments', 'faults', 'applications'].includes(name)) {
      throw new Error(
        `${file} has the member ${name}; it may have environments, faults, applications.`
      )
    }
  }
  const given = member(parts, 'environments')
  const environments =
    given === undefined ? (await defaultSeed()).environments : readEnvironments(given)
  const documents = readList(member(parts, 'applications'), 'applications').map((value, index) =>
    readDocument(value, `applications[${index}]`)
  )
  const faults = readList(member(parts, 'faults'), 'faults').map(readFault)
  return { environments: addApplications(environments, documents), faults }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    throw new Error(`${file} cannot be read (${code}).`)
  }
}

function parse(file: string, text: string): JsonValue {
  try {
    return parseJson(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}.`)
  }
}

function readList(value: JsonValue | undefined, name: string): readonly JsonValue[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw new Error(`${name} must be an array.`)
}

function readDocument(value: JsonValue, name: string): JsonObject {
  if (!isObject(value)) throw new Error(`${name} must be an object.`)
  for (const required of ['name', 'type', 'protocol']) {
    if (stringOf(member(value, required)) === undefined) {
      throw new Error(`${name}.${required} must be a string.`)
    }
  }
  return { id: randomUUID(), ...value }
}

function readEnvironments(value: JsonValue): readonly EnvironmentSeed[] {
  return readList(value, 'environments').map((environment, index) => {
    const name = `environments[${index}]`
    const id = stringOf(member(environment, 'id'))
    if (id === undefined) throw new Error(`${name}.id must be a string.`)
    const list = readList(member(environment, 'applications'), `${name}.applications`)
    const applications = list.map((application, position) =>
      readApplication(application, `${name}.applications[${position}]`)
    )
    return { id, applications }
  })
}

function readApplication(value: JsonValue, name: string): ApplicationSeed {
  const document = readDocument(member(value, 'document') ?? null, `${name}.document`)
  const secret = member(value, 'secret')
  if (secret !== undefined && typeof secret !== 'string') {
    throw new Error(`${name}.secret must be a string.`)
  }
  const roles = readList(member(value, 'roles'), `${name}.roles`).map((role, index) => {
    const environmentId = stringOf(member(role, 'environmentId'))
    const permissions = member(role, 'permissions')
    if (environmentId === undefined || !isTextList(permissions)) {
      throw new Error(`${name}.roles[${index}] must have environmentId and a list of permissions.`)
    }
    return { environmentId, permissions }
  })
  return secret === undefined ? { document, roles } : { document, secret, roles }
}

function isTextList(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function readFault(value: JsonValue, index: number): Fault {
  const name = `faults[${index}]`
  if (!isObject(value)) throw new Error(`${name} must be an object.`)
  for (const [part, content] of Object.entries(value)) {
    const kind = FAULT_MEMBERS.get(part)
    if (kind === undefined) throw new Error(`${name} has the unknown member ${part}.`)
    if (!IS_KIND[kind](content)) throw new Error(`${name}.${part} must be a ${kind}.`)
  }
  const fault: Fault = value
  if (fault.reset !== undefined && !['before', 'after'].includes(fault.reset)) {
    throw new Error(`${name}.reset must be before or after.`)
  }
  const { status } = fault
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new Error(`${name}.status must be an HTTP status from 200 to 599.`)
  }
  try {
    new RegExp(fault.path ?? '')
  } catch {
    throw new Error(`${name}.path must be a regular expression.`)
  }
  return fault
}

/**
 * Puts documents into the environments they name. One that is there already is replaced, and
 * whoever has a role in the default environment has it in the environments that are new.
 */
function addApplications(
  environments: readonly EnvironmentSeed[],
  documents: readonly JsonObject[]
): readonly EnvironmentSeed[] {
  const home = environments[0]?.id ?? ENVIRONMENT_ID
  const groups = Map.groupBy(
    documents,
    (document) => stringOf(member(document, 'environment', 'id')) ?? home
  )
  const known = new Set(environments.map(({ id }) => id))
  const added = [...groups.keys()].filter((id) => !known.has(id))

  const extendRoles = (application: ApplicationSeed): ApplicationSeed => {
    const { roles = [] } = application
    const role = roles.find(({ environmentId }) => environmentId === home)
    if (role === undefined) return application
    const more = added.map((environmentId) => ({ ...role, environmentId }))
    return { ...application, roles: [...roles, ...more] }
  }
  const all = [...environments, ...added.map((id) => ({ id, applications: [] }))]
  return all.map(({ id, applications }) => {
    const own = (groups.get(id) ?? []).map((document) => ({ document }))
    const ids = new Set(own.map(({ document }) => member(document, 'id')))
    const rest = applications.filter(({ document }) => {
      const documentId = member(document, 'id')
      return documentId === undefined || !ids.has(documentId)
    })
    return { id, applications: [...own, ...rest.map(extendRoles)] }
  })
}
