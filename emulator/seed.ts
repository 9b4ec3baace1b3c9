import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { calculateJwkThumbprint, exportJWK } from 'jose'
import { type JsonObject, printJson } from './json.ts'
import { type ApplicationSeed, type EnvironmentSeed, generateSecret, type Role } from './store.ts'

export const ENVIRONMENT_ID = 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6'
export const APPLICATION_ID = '7029adfa-164d-4234-a3ca-3e4900ef94a6'
/** Another environment, where a worker lives that has its roles in the first. */
export const WORKER_ENVIRONMENT_ID = '5d1f0c52-8b1e-4f7a-9a3c-2e6b4a0d7c11'

/** The workers of the default seed, by how they authenticate and what they may do. */
export const WORKER_IDS = {
  basic: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0001',
  post: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0002',
  clientSecretJwt: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0003',
  privateKeyJwt: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0004',
  readOnly: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0005',
  otherEnvironment: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0006'
} as const

export const KEY_ROTATION_POLICY_ID = '3c7b6a51-9e0d-4a2f-8c64-5f1d2b3a4e90'

const READ = ['applications:read:application']
const FULL = [...READ, 'applications:update:application', 'applications:read:secret']

export type DefaultSeed = {
  readonly environments: readonly EnvironmentSeed[]
  /** PEM (PKCS #8) of the worker that authenticates with PRIVATE_KEY_JWT. */
  readonly workerPrivateKey: string
}

let seed: Promise<DefaultSeed> | undefined

/** The data an emulator starts with; keys and secrets are new in each process. */
export function defaultSeed(): Promise<DefaultSeed> {
  seed ??= createSeed()
  return seed
}

async function createSeed(): Promise<DefaultSeed> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const jwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(jwk)
  const publicJwk = { ...jwk, use: 'sig', alg: 'RS256', kid }
  const jwks = printJson({ keys: [publicJwk as JsonObject] })
  const full = [{ environmentId: ENVIRONMENT_ID, permissions: FULL }]
  const readOnly = [{ environmentId: ENVIRONMENT_ID, permissions: READ }]

  const environments = [
    {
      id: ENVIRONMENT_ID,
      applications: [
        { document: SHARED_WEB_APP, secret: generateSecret() },
        worker(WORKER_IDS.basic, 'Worker-Basic', 'CLIENT_SECRET_BASIC', full),
        worker(WORKER_IDS.post, 'Worker-Post', 'CLIENT_SECRET_POST', full),
        worker(WORKER_IDS.clientSecretJwt, 'Worker-Secret-JWT', 'CLIENT_SECRET_JWT', full),
        worker(WORKER_IDS.privateKeyJwt, 'Worker-Key-JWT', 'PRIVATE_KEY_JWT', full, { jwks }),
        worker(WORKER_IDS.readOnly, 'Worker-Read-Only', 'CLIENT_SECRET_BASIC', readOnly)
      ]
    },
    {
      id: WORKER_ENVIRONMENT_ID,
      applications: [
        worker(WORKER_IDS.otherEnvironment, 'Worker-Elsewhere', 'CLIENT_SECRET_BASIC', full)
      ]
    }
  ]
  const workerPrivateKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { environments, workerPrivateKey }
}

/** A worker as PingOne creates it, with a secret of its own. */
export function worker(
  id: string,
  name: string,
  tokenEndpointAuthMethod: string,
  roles: readonly Role[],
  more: JsonObject = {}
): ApplicationSeed {
  const document = {
    id,
    name,
    enabled: true,
    type: 'WORKER',
    protocol: 'OPENID_CONNECT',
    createdAt: '2026-01-05T10:00:00.000Z',
    grantTypes: ['CLIENT_CREDENTIALS'],
    responseTypes: ['TOKEN'],
    tokenEndpointAuthMethod,
    pkceEnforcement: 'OPTIONAL',
    parRequirement: 'OPTIONAL',
    parTimeout: 60,
    deviceTimeout: 600,
    devicePollingInterval: 5,
    requestScopesForMultipleResourcesEnabled: false,
    ...more
  }
  return { document, secret: generateSecret(), roles }
}

const SHARED_WEB_APP: JsonObject = {
  id: APPLICATION_ID,
  name: 'Shared-Web-App',
  description: 'Orders and invoices for customers',
  enabled: true,
  type: 'WEB_APP',
  protocol: 'OPENID_CONNECT',
  createdAt: '2026-01-05T10:00:00.000Z',
  updatedAt: '2026-01-06T10:00:00.000Z',
  assignActorRoles: false,
  icon: {
    id: '9d2c4a17-3b5e-4f60-8a71-c2d3e4f50617',
    href: 'https://images.example.com/shared-web-app.png'
  },
  accessControl: {
    group: {
      type: 'ANY_GROUP',
      groups: [
        { id: '0a6d3f8e-5c1b-4e29-b7d4-86f2a1c90e35' },
        { id: 'e4b81c2d-7f3a-4d56-9c08-1b5e6a7d8f42' }
      ]
    }
  },
  hiddenFromAppPortal: false,
  homePageUrl: 'https://shop.example.com',
  grantTypes: ['AUTHORIZATION_CODE'],
  responseTypes: ['CODE'],
  tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
  pkceEnforcement: 'S256_REQUIRED',
  redirectUris: ['http://localhost:3000/callback'],
  postLogoutRedirectUris: ['http://localhost:3000/', 'https://shop.example.com/bye'],
  corsSettings: {
    behavior: 'ALLOW_SPECIFIC_ORIGINS',
    origins: ['http://localhost:3000', 'https://shop.example.com']
  },
  idpSignoff: false,
  additionalRefreshTokenReplayProtectionEnabled: true,
  refreshTokenDuration: 86400,
  refreshTokenRollingDuration: 15552000,
  parRequirement: 'OPTIONAL',
  parTimeout: 60,
  deviceTimeout: 600,
  devicePollingInterval: 5,
  requestScopesForMultipleResourcesEnabled: false,
  signing: { keyRotationPolicy: { id: KEY_ROTATION_POLICY_ID } },
  futureSetting: { mode: 'AUTO', levels: [3, 1, 2], ratio: 0.25 }
}
