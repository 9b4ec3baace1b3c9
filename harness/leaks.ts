import { escapeDataString, escapeXml } from './masks.ts'

export type Leak = {
  /** Which of the secrets, counted from 1. */
  readonly secret: number
  readonly encoding: string
}

/** A place that people or later steps can read, and what stands there. */
export type Channel = { readonly name: string; readonly text: string }

const SHORTEST_LINE = 8
const SHORTEST_FRAGMENT = 8

/** Prepares a search for the secrets in every encoding a program is likely to print them in. */
export function createLeakSearch(secrets: readonly string[]): (text: string) => Leak | undefined {
  const needles = secrets.flatMap((secret, index) =>
    partsOf(secret).flatMap((part) =>
      encodingsOf(part).map(({ encoding, needle }) => ({ secret: index + 1, encoding, needle }))
    )
  )
  return (text) => {
    const found = needles.find(({ needle }) => text.includes(needle))
    return found === undefined ? undefined : { secret: found.secret, encoding: found.encoding }
  }
}

/** Throws a sentence that names the channel and the encoding, never the secret. */
export function assertNoLeak(channels: Iterable<Channel>, secrets: readonly string[]): void {
  const search = createLeakSearch(secrets)
  for (const { name, text } of channels) {
    const leak = search(text)
    if (leak !== undefined) {
      const which = secrets.length === 1 ? 'The' : `Number ${leak.secret} of the`
      const noun = secrets.length === 1 ? 'planted secret' : 'planted secrets'
      throw new Error(`${which} ${noun} is visible in ${name} as ${leak.encoding}.`)
    }
  }
}

/** The whole secret and, as logs and masks go line by line, each longer line of it. */
function partsOf(secret: string): readonly string[] {
  const lines = secret
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    // Every PEM file has the same armour: it gives nothing away.
    .filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'))
  return [...new Set([secret, ...lines])].filter((part) => part.trim() !== '')
}

type Needle = { readonly encoding: string; readonly needle: string }

function encodingsOf(part: string): readonly Needle[] {
  const bytes = Buffer.from(part)
  const uri = encodeURIComponent(part.toWellFormed())
  const form = new URLSearchParams([['', part]]).toString().slice(1)
  const json = JSON.stringify(part).slice(1, -1)
  const jsonAscii = json.replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  const xml = escapeXml(part)
  const base64 = base64Needles(bytes)
  const all: Needle[] = [
    { encoding: 'plain text', needle: part },
    ...base64.map((needle) => ({ encoding: 'base64', needle })),
    ...base64.map((needle) => ({ encoding: 'base64url', needle: toBase64url(needle) })),
    { encoding: 'hexadecimal', needle: bytes.toString('hex') },
    { encoding: 'hexadecimal', needle: bytes.toString('hex').toUpperCase() },
    ...bothCases('a URI component', uri),
    ...bothCases('a URI component', escapeDataString(part)),
    ...bothCases('a form field', form),
    { encoding: 'a JSON string', needle: json },
    { encoding: 'a JSON string', needle: jsonAscii },
    { encoding: 'a JSON string', needle: json.replaceAll('/', '\\/') },
    { encoding: 'XML', needle: xml },
    ...['&#39;', '&#x27;', "'"].map((quote) => ({
      encoding: 'HTML',
      needle: xml.replaceAll('&apos;', quote)
    })),
    { encoding: 'HTML', needle: xml.replaceAll('&apos;', '&#39;').replaceAll('&quot;', '&#34;') },
    { encoding: 'HTML', needle: xml.replaceAll('&apos;', "'").replaceAll('&quot;', '"') }
  ]
  // Where two encodings come out the same, the first names it.
  return [...new Map(all.toReversed().map((needle) => [needle.needle, needle])).values()].reverse()
}

/**
 * Base64 of the bytes behind 0, 1 and 2 unknown ones, with whatever after them: the characters that
 * depend on the bytes alone. Of short secrets, for which that says too little, the whole text.
 */
function base64Needles(bytes: Buffer): readonly string[] {
  const whole = bytes.toString('base64').replaceAll('=', '')
  const cores = [0, 1, 2].map((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return shifted.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  })
  return [whole, ...cores.filter((core) => core.length >= SHORTEST_FRAGMENT)]
}

function toBase64url(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_')
}

function bothCases(encoding: string, text: string): readonly Needle[] {
  const lower = text.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())
  return [
    { encoding, needle: text },
    { encoding, needle: lower }
  ]
}
