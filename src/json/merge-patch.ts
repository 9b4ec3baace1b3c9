import { isObject, type Json, type JsonObject } from './json.ts'

/** JSON Merge Patch, RFC 7396 section 2. The result shares what the patch does not touch. */
export function mergePatch(target: Json, patch: JsonObject): JsonObject
export function mergePatch(target: Json, patch: Json): Json
export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch
  // A Map, because a member may bear the name of something that objects inherit.
  const members = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name)
    else members.set(name, mergePatch(members.get(name) ?? null, value))
  }
  return Object.fromEntries(members)
}
