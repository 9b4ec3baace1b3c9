import type { AuthMethod } from '../auth-method.ts'
import type { Verification } from '../verify.ts'
import type { InputReader } from './reader.ts'

const MODES = ['apply', 'plan', 'check'] as const
const LEVELS = ['response', 'read-back', 'client-authentication'] as const
const ON_FAILURE = ['rollback', 'stop', 'continue'] as const

export type Safety = {
  readonly mode: (typeof MODES)[number]
  /** The fingerprint that the plan must have to be applied. */
  readonly expectedFingerprint: string | undefined
  readonly verification: Verification
  readonly onFailure: (typeof ON_FAILURE)[number]
}

/** Reads the inputs about what may be done and how it is proven. */
export async function readSafety(
  reader: InputReader,
  authMethod: AuthMethod | undefined
): Promise<Safety> {
  const mode = reader.choice('mode', MODES, 'apply')
  return {
    mode,
    expectedFingerprint: readFingerprint(reader, mode),
    verification: await readVerification(reader, authMethod),
    onFailure: reader.choice('on-failure', ON_FAILURE, 'rollback')
  }
}

function readFingerprint(reader: InputReader, mode: Safety['mode']): string | undefined {
  const text = reader.text('expected-fingerprint').toLowerCase()
  if (text === '') return undefined
  if (!/^sha256:[0-9a-f]{64}$/.test(text)) {
    reader.refuse(
      'expected-fingerprint must be the output fingerprint of a plan: sha256: and 64 hexadecimal digits.',
      'Take it from the run that made the plan.'
    )
  }
  if (mode !== 'apply') {
    reader.refuse(
      `expected-fingerprint contradicts mode: ${mode}, which applies nothing.`,
      'Remove it, or set mode: apply.'
    )
  }
  return text
}

async function readVerification(
  reader: InputReader,
  method: AuthMethod | undefined
): Promise<Verification> {
  const level = reader.choice('verify', LEVELS, 'response')
  const secret = reader.secret('application-client-secret').value
  const key = reader.secret('application-private-key').value
  if (level !== 'client-authentication') {
    for (const name of ['application-client-secret', 'application-private-key']) {
      if (reader.text(name) !== '') {
        reader.refuse(
          `${name} has no effect with verify: ${level}.`,
          'Set verify: client-authentication, or remove it.'
        )
      }
    }
    return { level }
  }
  if (method === 'NONE') {
    reader.refuse(
      'verify: client-authentication cannot prove anything of NONE: such a client has no credentials to prove.',
      'Set verify: read-back.'
    )
  } else if (method === 'PRIVATE_KEY_JWT') {
    return readKey(reader, key, secret)
  } else if (method !== undefined) {
    if (key !== '') contradiction(reader, 'application-private-key', method)
    return { level, authentication: secret === '' ? { method } : { method, secret } }
  }
  return { level: 'read-back' }
}

async function readKey(reader: InputReader, key: string, secret: string): Promise<Verification> {
  if (secret !== '') contradiction(reader, 'application-client-secret', 'PRIVATE_KEY_JWT')
  if (key === '') {
    reader.refuse(
      'application-private-key is needed for verify: client-authentication with PRIVATE_KEY_JWT, and is empty.',
      'Give the private key of one of the public keys, or set verify: read-back.'
    )
    return { level: 'read-back' }
  }
  const authentication = await reader.signingKey(key, 'application-private-key')
  return authentication === undefined
    ? { level: 'read-back' }
    : { level: 'client-authentication', authentication }
}

function contradiction(reader: InputReader, name: string, method: AuthMethod): void {
  reader.refuse(
    `${name} contradicts auth-method: ${method}, with which the application does not use it.`,
    'Remove it.'
  )
}
