export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export type JsonObject = { readonly [member: string]: JsonValue }

// ECMAScript's "JSON.parse source text access", which TypeScript's library does not describe yet.
type JsonWithSourceText = {
  readonly parse: (
    text: string,
    reviver: (member: string, value: unknown, context: { readonly source?: string }) => unknown
  ) => unknown
  readonly rawJSON: (text: string) => JsonObject
  readonly isRawJSON: (value: unknown) => boolean
}
const json = JSON as unknown as JsonWithSourceText

/** Parses JSON; a number that a double would print differently keeps the text it was written in. */
export function parseJson(text: string): JsonValue {
  return json.parse(text, (_member, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source
      ? json.rawJSON(source)
      : value
  ) as JsonValue
}

export function printJson(value: JsonValue): string {
  return JSON.stringify(value)
}

/** Detached from the original, with exact numbers kept (structuredClone would lose them). */
export function copyJson<T extends JsonValue>(value: T): T {
  return parseJson(printJson(value)) as T
}

export function isObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !json.isRawJSON(value)
  )
}

/** The member's own value: an inherited one, such as `constructor`, is not data. */
export function member(value: JsonValue | undefined, ...path: readonly string[]) {
  return path.reduce<JsonValue | undefined>(
    (found, name) => (isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined),
    value
  )
}

export function stringOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function stringsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

export function numberOf(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value
  return json.isRawJSON(value) ? Number((value as JsonObject).rawJSON) : undefined
}

export function without(object: JsonObject, members: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !members.includes(name)))
}

/** Members that are null are as good as absent, at every depth of nested objects. */
export function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, isObject(value) ? withoutNulls(value) : value])
  )
}

/** JSON Merge Patch, RFC 7396. */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isObject(patch)) return patch
  const base = isObject(target) ? target : {}
  const kept = Object.entries(base).filter(([name]) => !Object.hasOwn(patch, name))
  const patched = Object.entries(patch)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, mergePatch(member(base, name), value)] as const)
  return Object.fromEntries([...kept, ...patched])
}
