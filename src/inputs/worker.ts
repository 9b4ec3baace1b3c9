import { type AuthMethod, parseAuthMethod } from '../auth-method.ts'
import { isObject, parseJson, stringMember } from '../json/json.ts'
import type { SigningKey } from '../keys/private-key.ts'
import { missingSecretHint } from './missing-secret.ts'
import { fromEnvironment, type InputReader } from './reader.ts'

/** How the worker application signs in at the token endpoint. */
export type ClientAuthentication =
  | {
      readonly method: 'CLIENT_SECRET_BASIC' | 'CLIENT_SECRET_POST' | 'CLIENT_SECRET_JWT'
      readonly secret: string
    }
  | { readonly method: 'PRIVATE_KEY_JWT'; readonly key: SigningKey }

export type WorkerCredentials = {
  readonly environmentId: string
  readonly clientId: string
  readonly authentication: ClientAuthentication
}

/** What the run signs in with: the worker's credentials, or an access token fetched earlier. */
export type Worker = WorkerCredentials | { readonly accessToken: string }

/**
 * The worker's client ID; of a given access token, the one in its claims, which are read without
 * verification, as PingOne's judgement is the one that counts. Undefined for a token that is no JWT.
 */
export function clientIdOf(worker: Worker): string | undefined {
  if (!('accessToken' in worker)) return worker.clientId
  try {
    const [, payload = ''] = worker.accessToken.split('.')
    const claims = parseJson(Buffer.from(payload, 'base64url').toString())
    return isObject(claims) ? stringMember(claims, 'client_id') : undefined
  } catch {
    return undefined
  }
}

const CREDENTIAL_INPUTS = [
  'worker-client-id',
  'worker-client-secret',
  'worker-private-key',
  'worker-auth-method',
  'worker-environment-id'
] as const

/** Reads the worker inputs. An input wins over the environment, and so does one kind of credentials. */
export async function readWorker(reader: InputReader, environmentId: string): Promise<Worker> {
  const token = reader.secret('access-token', 'PINGONE_API_ACCESS_TOKEN')
  const isInput = token.value !== '' && token.source === 'access-token'
  const given = CREDENTIAL_INPUTS.filter((name) => reader.text(name) !== '')
  if (isInput && given.length > 0) {
    reader.refuse(
      `access-token takes the place of the worker's credentials, but ${given.join(', ')} is given as well.`,
      'Give the one or the other.'
    )
  }
  if (isInput || (token.value !== '' && given.length === 0)) {
    return { accessToken: oneLine(reader, token.source, token.value) }
  }
  return {
    environmentId: reader.uuid('worker-environment-id', 'PINGONE_ENVIRONMENT_ID') || environmentId,
    clientId: readClientId(reader),
    authentication: await readAuthentication(reader)
  }
}

function readClientId(reader: InputReader): string {
  const clientId = reader.text('worker-client-id') || fromEnvironment('PINGONE_CLIENT_ID')
  if (clientId === '') {
    reader.refuse('worker-client-id is required and is empty.', missingSecretHint(process.env))
  } else if (!/^[\x21-\x39\x3b-\x7e]+$/.test(clientId)) {
    // RFC 7617 section 2: a user-id with a colon cannot be told from the password.
    reader.refuse(
      'worker-client-id must not contain white space, a colon or characters outside of ASCII.',
      'Copy the Client ID from the PingOne console.'
    )
  }
  return clientId
}

async function readAuthentication(reader: InputReader): Promise<ClientAuthentication> {
  const text = reader.text('worker-auth-method')
  const named = text === '' ? undefined : parseAuthMethod(text)
  if (text !== '' && (named === undefined || named === 'NONE')) {
    reader.refuse(
      `worker-auth-method must be one of CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, CLIENT_SECRET_JWT, PRIVATE_KEY_JWT, not "${text}".`,
      'Use the method that the worker application has in PingOne.'
    )
  }
  const key = reader.secret('worker-private-key').value
  const secret = reader.secret('worker-client-secret', 'PINGONE_CLIENT_SECRET')
  const secretInput = secret.source === 'worker-client-secret' ? secret.value : ''
  refuseContradictions(reader, named, key, secretInput)
  if (named === 'PRIVATE_KEY_JWT' || (named === undefined && key !== '')) {
    if (key === '' && secretInput === '') {
      reader.refuse(
        'worker-private-key is needed for PRIVATE_KEY_JWT and is empty.',
        missingSecretHint(process.env)
      )
    }
    const signingKey =
      key === '' || secretInput !== ''
        ? undefined
        : await reader.signingKey(key, 'worker-private-key')
    // Without a key there is a mistake on the list, and what stands here is not used.
    return signingKey ?? { method: 'CLIENT_SECRET_BASIC', secret: '' }
  }
  if (secret.value === '') {
    reader.refuse(
      'worker-client-secret is empty, and so is worker-private-key; the run needs one of them, or access-token.',
      missingSecretHint(process.env)
    )
  }
  return {
    method: named === undefined || named === 'NONE' ? 'CLIENT_SECRET_BASIC' : named,
    secret: oneLine(reader, secret.source, secret.value)
  }
}

function refuseContradictions(
  reader: InputReader,
  named: AuthMethod | undefined,
  key: string,
  secret: string
): void {
  if (key !== '' && secret !== '') {
    reader.refuse(
      'worker-client-secret and worker-private-key contradict each other: a worker signs in by one of them.',
      'Remove the one that its method in PingOne does not use.'
    )
  } else if (key !== '' && named !== undefined && named !== 'PRIVATE_KEY_JWT') {
    reader.refuse(
      `worker-private-key contradicts worker-auth-method ${named}.`,
      'Remove it, or set worker-auth-method to PRIVATE_KEY_JWT.'
    )
  } else if (secret !== '' && named === 'PRIVATE_KEY_JWT') {
    reader.refuse(
      'worker-client-secret contradicts worker-auth-method PRIVATE_KEY_JWT.',
      'Give worker-private-key in its place.'
    )
  }
}

/** A secret or token goes into a header or a form; a line break in it means that too much was pasted. */
function oneLine(reader: InputReader, source: string, value: string): string {
  if (/[^\x20-\x7e]/.test(value)) {
    reader.refuse(
      `${source} contains a line break or a character outside of ASCII.`,
      'Store the bare value in the secret, without quotes, names or further lines.'
    )
  }
  return value
}
