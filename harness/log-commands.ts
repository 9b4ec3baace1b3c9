/** A workflow command found in a line of output. */
export type LogCommand = {
  /** As written; the runner compares it without regard to case. */
  readonly name: string
  /** Keys in lower case, as the runner compares them without regard to case. */
  readonly properties: ReadonlyMap<string, string>
  readonly data: string
}

export const COMMAND_NAMES: readonly string[] = [
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'debug',
  'notice',
  'warning',
  'error',
  'group',
  'endgroup',
  'echo',
  'stop-commands',
  'set-env',
  'add-path',
  'set-output',
  'save-state'
]

/**
 * Finds a command in a line: `::name key=value,…::data` at its start, else the older
 * `##[name key=value;…]data` anywhere in it. Names other than the given ones make plain text.
 */
export function parseLogCommand(
  line: string,
  names: ReadonlySet<string> = new Set(COMMAND_NAMES)
): LogCommand | undefined {
  return parseColonCommand(line, names) ?? parseHashCommand(line, names)
}

// White space for .NET's TrimStart: no byte order mark, but NEXT LINE.
const LEADING_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

function parseColonCommand(line: string, names: ReadonlySet<string>): LogCommand | undefined {
  const text = line.replace(LEADING_SPACE, '')
  if (!text.startsWith('::')) return undefined
  const end = text.indexOf('::', 2)
  if (end < 0) return undefined
  const { name, properties } = splitHead(text.slice(2, end))
  if (!names.has(name.toLowerCase())) return undefined
  return {
    name,
    properties: parseProperties(properties.trim(), ',', PROPERTY_ESCAPES),
    data: decode(text.slice(end + 2), DATA_ESCAPES)
  }
}

// Only the first `##[` of a line counts, even when it opens no command.
function parseHashCommand(line: string, names: ReadonlySet<string>): LogCommand | undefined {
  const start = line.indexOf('##[')
  if (start < 0) return undefined
  const end = line.indexOf(']', start)
  if (end < 0) return undefined
  const { name, properties } = splitHead(line.slice(start + 3, end))
  if (!names.has(name.toLowerCase())) return undefined
  return {
    name,
    properties: parseProperties(properties, ';', HASH_ESCAPES),
    data: decode(line.slice(end + 1), HASH_ESCAPES)
  }
}

function splitHead(head: string): { name: string; properties: string } {
  const space = head.indexOf(' ')
  if (space < 0) return { name: head, properties: '' }
  return { name: head.slice(0, space), properties: head.slice(space + 1) }
}

function parseProperties(
  text: string,
  separator: string,
  escapes: Escapes
): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  for (const property of text.split(separator)) {
    // Empty parts are dropped before the first two are taken, so extra equals signs vanish.
    const match = /^=*([^=]+)=+(.+)$/s.exec(property)
    const [, key, value] = match ?? []
    if (key === undefined || value === undefined) continue
    properties.set(key.toLowerCase(), decode(value, escapes))
  }
  return properties
}

type Escapes = readonly (readonly [escaped: string, character: string])[]

// The percent sign comes last: `%250A` is the text `%0A`, not a line feed.
const DATA_ESCAPES: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%']
]

const PROPERTY_ESCAPES: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%']
]

const HASH_ESCAPES: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%']
]

function decode(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [escaped, character]) => {
    return result.replaceAll(escaped, character)
  }, text)
}
