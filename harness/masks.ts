type Encoder = (value: string) => string

/**
 * Replaces registered secrets, and the encodings of them that the runner derives, by `***`.
 * Base64url, hexadecimal, form encoding and parts of a secret are not among those encodings.
 */
export class SecretMasker {
  readonly #originals = new Set<string>()
  readonly #needles = new Set<string>()

  /** Registers one value as it is. There is no minimum length: a mask of one letter ruins the log. */
  add(value: string): void {
    if (value === '' || this.#originals.has(value)) return
    this.#originals.add(value)
    for (const needle of [value, ...encoders.map((encode) => encode(value))]) {
      if (needle !== '') this.#needles.add(needle)
    }
  }

  /** Registers the value and each of its lines, as add-mask and workflow secrets do. */
  addWithLines(value: string): void {
    this.add(value)
    for (const line of value.split(/[\r\n]/)) this.add(line.trim())
  }

  mask(text: string): string {
    const ranges: [start: number, end: number][] = []
    for (const needle of this.#needles) {
      let start = text.indexOf(needle)
      while (start >= 0) {
        ranges.push([start, start + needle.length])
        start = text.indexOf(needle, start + 1)
      }
    }
    ranges.sort((one, other) => one[0] - other[0])

    // Ranges that overlap or touch become one, hence one `***`.
    let masked = ''
    let shown = 0
    let hidden = -1
    for (const [start, end] of ranges) {
      if (start > hidden) {
        masked += `${text.slice(shown, start)}***`
      }
      hidden = Math.max(hidden, end)
      shown = hidden
    }
    return masked + text.slice(shown)
  }
}

/** What .NET's Uri.EscapeDataString does: RFC 3986's unreserved characters only are left alone. */
export function escapeDataString(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

export function escapeXml(value: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;'
  }
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

const encoders: readonly Encoder[] = [
  (value) => base64From(value, 0),
  // Catches base64("user:" + secret), whose alignment depends on what goes before; as the padding is
  // part of the mask, only when nothing comes after the secret.
  (value) => base64From(value, 1),
  (value) => base64From(value, 2),
  (value) => value.replaceAll('"', '\\"'),
  (value) => value.replaceAll("'", "''"),
  jsonEscape,
  escapeDataString,
  escapeXml,
  withoutDoubleQuotes,
  beforeAmpersand,
  afterAmpersand
]

function base64From(value: string, offset: number): string {
  const bytes = Buffer.from(value)
  return bytes.subarray(bytes.length > offset ? offset : 0).toString('base64')
}

function jsonEscape(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replace(
      /[\u0085\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
    )
}

function withoutDoubleQuotes(value: string): string {
  return value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : ''
}

// PowerShell shows a failed command in pieces, cut at an ampersand; `&+` also loses the next letter
// to a colour code.
function beforeAmpersand(value: string): string {
  const marker = value.includes('&+') ? value.indexOf('&+') + 2 : value.lastIndexOf('&') + 1
  return longEnough(value.slice(0, marker))
}

function afterAmpersand(value: string): string {
  if (!value.includes('&')) return ''
  if (value.includes('&+')) return longEnough(value.slice(value.indexOf('&+') + 3))
  return longEnough(value.slice(value.lastIndexOf('&') + 1))
}

function longEnough(fragment: string): string {
  return fragment.length >= 6 ? fragment : ''
}
