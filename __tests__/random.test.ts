import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  type Fault,
  type JsonObject,
  startEmulator,
  WORKER_IDS
} from '../emulator/index.ts'
import { changeApplication, type Result } from '../src/change-application.ts'
import type { WantedApplication } from '../src/inputs/inputs.ts'
import type { Worker } from '../src/inputs/worker.ts'
import { differences } from '../src/json/differences.ts'
import { accessTokenSource } from '../src/pingone/access-token.ts'
import { openHttp } from '../src/pingone/http.ts'
import { writeApi } from '../src/pingone/management-api.ts'
import { createPace } from '../src/pingone/pace.ts'
import { regionEndpoints } from '../src/pingone/region.ts'
import type { Verification } from '../src/verify.ts'

// The same runs every time; another seed finds other ways to the same truth.
const SEED = 20261121
const RUNS = 150

const TARGET = { environmentId: ENVIRONMENT_ID, applicationId: APPLICATION_ID }
const CHANGE = { authMethod: 'CLIENT_SECRET_POST', settings: { parTimeout: 90 } } as const
const GUARDS = { applicationName: undefined, workerClientId: undefined, allowDowngrade: false }

// Here the modules run in the process of the tests, whose output is no place for the masks they print.
const { write } = process.stdout
beforeAll(() => {
  process.stdout.write = () => true
})
afterAll(() => {
  process.stdout.write = write
})

type Scenario = {
  readonly faults: readonly Fault[]
  readonly rollsBack: boolean
  readonly level: 'response' | 'read-back'
  /** The number of requests after which the job is cancelled. */
  readonly cancelAfter: number | undefined
}

const method = fc.constantFrom('GET', 'PUT')
const kind: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>({ reset: 'before' }, { reset: 'after' }),
  fc.record({
    status: fc.constantFrom(408, 429, 500, 502, 503),
    body: fc.constantFrom('json', 'html', 'empty'),
    takesEffect: fc.boolean(),
    retryAfter: fc.constant('0')
  }),
  // A refusal is taken at its word: it had no effect.
  fc.record({ status: fc.constantFrom(400, 403, 404) }),
  fc.constantFrom<Fault>(
    { tamper: { pkceEnforcement: 'OPTIONAL' } },
    { tamper: { tokenEndpointAuthMethod: 'NONE' } },
    { tamper: { id: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0001' } },
    { tamper: { includeTyp: true } },
    { body: 'truncated' },
    { body: 'null' }
  ),
  // An edit by somebody else, which may come at any time.
  fc.constant<Fault>({ edit: { description: 'theirs' } })
)
const fault: fc.Arbitrary<Fault> = fc
  .tuple(method, kind, fc.nat(3))
  .map(([method, kind, skip]) => ({ ...kind, method, skip, path: '/applications/' }))
const scenario: fc.Arbitrary<Scenario> = fc.record({
  faults: fc.array(fault, { maxLength: 4 }),
  rollsBack: fc.boolean(),
  level: fc.constantFrom('response', 'read-back'),
  cancelAfter: fc.option(fc.nat(6), { nil: undefined, freq: 3 })
})

async function play(
  emulator: Emulator,
  { faults, rollsBack, level, cancelAfter }: Scenario,
  more: Partial<{ wanted: WantedApplication; worker: Worker; verification: Verification }> = {}
) {
  for (const fault of faults) emulator.addFault(fault)
  const http = openHttp({
    requestTimeoutMs: 30_000,
    proxies: { httpProxy: '', httpsProxy: '', noProxy: '' },
    headers: {}
  })
  const stop = new AbortController()
  const never = new AbortController().signal
  let requests = 0
  const counted: typeof http = {
    ...http,
    send(request) {
      requests += 1
      if (requests === cancelAfter) stop.abort(new Error('cancelled'))
      return http.send(request)
    }
  }
  const endpoints = regionEndpoints('NA', emulator.apiUrl, emulator.authUrl)
  const worker = more.worker ?? {
    accessToken: await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
  }
  const retries = { maxRetries: 1, signal: stop.signal, deadline: Infinity, onRetry: () => {} }
  const options = {
    apiUrl: endpoints.apiUrl,
    http: counted,
    accessToken: accessTokenSource(worker, counted, endpoints),
    pace: createPace(0),
    retries,
    writeSignal: never,
    settleSignal: never
  }
  try {
    return await changeApplication(
      {
        wanted: more.wanted ?? { ...TARGET, applicationName: undefined },
        change: CHANGE,
        guards: GUARDS,
        mode: {
          name: 'apply',
          api: writeApi(options),
          rollbackApi: writeApi({ ...options, retries: { ...retries, signal: never } }),
          expectedFingerprint: undefined,
          verification: more.verification ?? { level },
          rollsBack,
          isCancelled: () => stop.signal.aborted
        }
      },
      { http: counted, endpoints, worker }
    )
  } finally {
    await http.close()
  }
}

/** Which properties differ, without those that move by themselves and the one that others edit. */
function moved(before: JsonObject, after: JsonObject): string[] {
  const plain = (document: JsonObject) =>
    JSON.parse(JSON.stringify({ ...document, _links: 0, updatedAt: 0, description: 0 }))
  return differences(plain(before), plain(after)).map(({ path }) => path)
}

const AS_ASKED = ['/parTimeout', '/tokenEndpointAuthMethod']

/** Throws when the result says something better than the truth. */
function expectTruth(result: Result, before: JsonObject, now: JsonObject): void {
  // A first reading that lies is the truth for all that anybody can tell.
  if (result.before && moved(before, result.before as JsonObject).length > 0) return
  const paths = moved(before, now).sort()
  // Nothing is ever half done: the application is as before or as asked.
  expect([[], AS_ASKED]).toContainEqual(paths)
  switch (result.status) {
    case 'changed':
      expect(paths).toEqual(AS_ASKED)
      expect(result.errors).toEqual([])
      break
    case 'rolled-back':
      expect(paths).toEqual([])
      break
    case 'failed':
      if (result.isChanged !== undefined) expect(paths).toEqual(result.isChanged ? AS_ASKED : [])
      expect(result.errors.length).toBeGreaterThan(0)
      break
    case 'rollback-failed':
      expect(result.errors.length).toBeGreaterThan(1)
      if (paths.length > 0 && result.isChanged !== undefined) {
        expect(result.toRestore.map(({ path }) => path)).toEqual(expect.arrayContaining(AS_ASKED))
      }
      break
    default:
      throw new Error(`The status ${result.status} does not belong to this run.`)
  }
}

test('faults, tampering, foreign edits and cancellation never make the status better than the truth', async () => {
  const statuses = new Set<string>()
  await fc.assert(
    fc.asyncProperty(scenario, async (played) => {
      const emulator = await startEmulator()
      try {
        const before = emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
        const result = await play(emulator, played)
        statuses.add(result.status)
        expectTruth(result, before, emulator.application(ENVIRONMENT_ID, APPLICATION_ID))
      } finally {
        await emulator.close()
      }
    }),
    { seed: SEED, numRuns: RUNS }
  )
  // The runs went all ways that there are.
  expect([...statuses].sort()).toEqual(['changed', 'failed', 'rollback-failed', 'rolled-back'])
}, 240_000)

// Every request that a run can make: token, list, read, write, secret and introspection.
const REQUESTS = [
  '/as/token$',
  '/applications$',
  '/applications/[^/]+$',
  '/secret$',
  '/introspect$'
]

test('no JSON in place of any answer makes a run end better than the truth', async () => {
  const anyBody = fc.oneof(
    fc.json(),
    fc.string(),
    fc.json().map((text) => `{"access_token":${text},"token_type":"Bearer"}`),
    fc.json().map((text) => `{"_embedded":{"applications":[${text}]},"_links":${text}}`),
    fc.json().map((text) => `{"id":"${APPLICATION_ID}","name":${text},"environment":${text}}`),
    fc.json().map((text) => `{"secret":${text},"active":${text}}`)
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...REQUESTS),
      method,
      fc.nat(2),
      anyBody,
      async (path, method, skip, body) => {
        const emulator = await startEmulator()
        try {
          const before = emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
          const verb = path.includes('applications/') ? { method } : {}
          const result = await play(
            emulator,
            {
              faults: [
                {
                  ...verb,
                  skip: path.startsWith('/applications/') ? skip : 0,
                  path,
                  status: 200,
                  body
                }
              ],
              rollsBack: true,
              level: 'read-back',
              cancelAfter: undefined
            },
            {
              wanted: {
                environmentId: ENVIRONMENT_ID,
                applicationId: undefined,
                applicationName: 'Shared-Web-App'
              },
              worker: {
                environmentId: ENVIRONMENT_ID,
                clientId: WORKER_IDS.basic,
                authentication: {
                  method: 'CLIENT_SECRET_BASIC',
                  secret: emulator.secret(ENVIRONMENT_ID, WORKER_IDS.basic)
                }
              },
              verification: {
                level: 'client-authentication',
                authentication: { method: 'CLIENT_SECRET_POST' }
              }
            }
          )
          for (const { facts } of result.errors) expect(facts.code).not.toBe('UNEXPECTED')
          expectTruth(result, before, emulator.application(ENVIRONMENT_ID, APPLICATION_ID))
        } finally {
          await emulator.close()
        }
      }
    ),
    { seed: SEED, numRuns: 200 }
  )
}, 120_000)
