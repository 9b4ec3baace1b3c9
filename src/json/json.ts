/** A JSON number that a JavaScript number cannot hold without changing it; serialised as it was written. */
// An interface, because TypeScript would take a type of this shape for a JsonObject.
export interface RawNumber {
  readonly rawJSON: string
}
export type Json = null | boolean | number | string | RawNumber | readonly Json[] | JsonObject
export type JsonObject = { readonly [name: string]: Json }

type Reviver = (name: string, value: unknown, context: { readonly source?: string }) => unknown

// TypeScript's library does not know ECMAScript's JSON.parse source text access yet; Node 24 has it.
const native = JSON as unknown as {
  parse(text: string, reviver: Reviver): Json
  rawJSON(text: string): RawNumber
  isRawJSON(value: unknown): value is RawNumber
}

/**
 * Parses JSON so that serialising it again gives the same numbers: 12345678901234567890 is not
 * rounded on the way. A property that nobody knows yet may hold such a number.
 * Throws a SyntaxError on text that is not JSON.
 */
export function parseJson(text: string): Json {
  return native.parse(text, (_name, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exactNumber(source) : value
  )
}

/** The JSON number `source` as a JavaScript number where that is exact, else as a raw number. */
export function exactNumber(source: string): number | RawNumber {
  const value = Number(source)
  return String(value) === source || decimal(String(value)) === decimal(source)
    ? value
    : native.rawJSON(source)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !native.isRawJSON(value)
  )
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** What stands at a path of names, or undefined where something on the way is no object or has no such member. */
export function at(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  return names.reduce<Json | undefined>(
    (parent, name) => (isObject(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined),
    value
  )
}

/** The member's value when the object has it itself and it is a string. */
export function stringMember(object: JsonObject, name: string): string | undefined {
  const value = at(object, name)
  return typeof value === 'string' ? value : undefined
}

/** The object without the named members. */
export function without(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)))
}

/**
 * A text that is the same for JSON values that mean the same: members in order of name, arrays as
 * sets (PingOne returns lists in any order, lists of groups included), numbers by value, and a
 * member that is null left out, as PingOne takes null and omitted for the same.
 */
export function canonical(value: Json): string {
  if (isArray(value)) {
    return `[${[...new Set(value.map(canonical))].sort().join()}]`
  }
  if (isObject(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    return `{${members.sort().join()}}`
  }
  return native.isRawJSON(value) ? decimal(value.rawJSON) : JSON.stringify(value)
}

/** A decimal number's sign, digits and exponent without the freedom of spelling: 1.10e1 is 11. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return `${sign}0`
  const power = BigInt(exponent) - BigInt(fraction.length - (digits.length - significant.length))
  return `${sign}${significant}e${power}`
}
