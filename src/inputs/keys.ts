import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { inputError } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import type { KeyChange } from '../plan.ts'
import type { InputReader } from './reader.ts'

const MAX_FILE_BYTES = 1024 * 1024

/**
 * Reads the public keys of the application, at most one of jwks, jwks-file and jwks-url. Undefined when
 * none is given or what is given is refused.
 */
export async function readKeys(
  reader: InputReader,
  settings: JsonObject
): Promise<KeyChange | undefined> {
  const [input, ...more] = ['jwks', 'jwks-file', 'jwks-url'].filter((name) => reader.text(name))
  if (input === undefined) return undefined
  const property = input === 'jwks-url' ? 'jwksUrl' : 'jwks'
  if (more.length > 0) {
    reader.refuse(
      `${[input, ...more].join(' and ')} contradict each other: an application has one source of keys.`,
      'Give one of them.'
    )
  } else if (Object.hasOwn(settings, property)) {
    reader.refuse(
      `${input} contradicts settings, which clears "${property}".`,
      `Remove "${property}" from settings, or ${input}.`
    )
  } else if (input === 'jwks-url') {
    return readUrl(reader, reader.text(input))
  } else {
    return reader.collect(async () => {
      const text = input === 'jwks' ? reader.text(input) : await readKeyFile(reader.text(input))
      const { readPublicKeys } = await import('../keys/public-keys.ts')
      const { jwks, warnings } = await readPublicKeys(text, input)
      reader.warnings.push(...warnings)
      return { jwks }
    })
  }
  return undefined
}

function readUrl(reader: InputReader, text: string): KeyChange | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' && !url.username && !url.password) return { jwksUrl: text }
  reader.refuse(
    'jwks-url must be an https URL without credentials.',
    'Write it like https://keys.example.com/jwks.json.'
  )
  return undefined
}

/** Reads a file below the workspace, or at an absolute path. Throws an ActionError. */
async function readKeyFile(path: string): Promise<string> {
  const file = resolve(process.env.GITHUB_WORKSPACE || process.cwd(), path)
  try {
    const { size } = await stat(file)
    if (size <= MAX_FILE_BYTES) return await readFile(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : 'unknown error'
    throw inputError(
      `jwks-file cannot be read: "${path}" (${code}).`,
      'The path is relative to the workspace, which is empty before actions/checkout.',
      cause
    )
  }
  throw inputError(`jwks-file is too large for a set of keys: "${path}".`, 'Check the path.')
}
