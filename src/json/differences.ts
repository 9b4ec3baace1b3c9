import { canonical, isObject, type Json, type JsonObject, parseJson } from './json.ts'

/** One property that differs. `path` is a JSON Pointer (RFC 6901); an absent side has no value. */
export type Difference = {
  readonly path: string
  readonly before?: Json
  readonly after?: Json
}

/**
 * What differs between two documents, as few and as deep properties as possible, in the order of
 * the first document. Arrays differ as a whole, and not by order; null is the same as absent.
 */
export function differences(before: JsonObject, after: JsonObject, parent = ''): Difference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => {
    const path = `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return difference(path, own(before, name), own(after, name))
  })
}

function difference(path: string, before: Json | undefined, after: Json | undefined): Difference[] {
  if (isObject(before) && isObject(after)) return differences(before, after, path)
  if (meaning(path, before) === meaning(path, after)) return []
  return [
    {
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after })
    }
  ]
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined
}

function meaning(path: string, value: Json | undefined): string | undefined {
  if (path === '/jwks' && typeof value === 'string') return canonicalText(value)
  return value === undefined ? undefined : canonical(value)
}

/** PingOne keeps `jwks` as a string that contains JSON; its white space means nothing. */
function canonicalText(text: string): string {
  try {
    return canonical(parseJson(text))
  } catch {
    return JSON.stringify(text)
  }
}
