import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator,
  WORKER_IDS
} from '../emulator/index.ts'
import { applyPlan } from '../src/apply.ts'
import { accessTokenSource } from '../src/pingone/access-token.ts'
import { readApplication } from '../src/pingone/application.ts'
import { type Http, openHttp } from '../src/pingone/http.ts'
import { type WriteApi, writeApi } from '../src/pingone/management-api.ts'
import { createPace } from '../src/pingone/pace.ts'
import { regionEndpoints } from '../src/pingone/region.ts'
import { planChange } from '../src/plan.ts'

const TARGET = { environmentId: ENVIRONMENT_ID, applicationId: APPLICATION_ID }
const CHANGE = { authMethod: 'CLIENT_SECRET_POST', settings: {} } as const
const GUARDS = { applicationName: undefined, workerClientId: undefined, allowDowngrade: false }
// Every reading is older than this.
const NO_AGE_MS = -1

let emulator: Emulator
let http: Http
let api: WriteApi

beforeEach(async () => {
  emulator = await startEmulator()
  http = openHttp({
    requestTimeoutMs: 30_000,
    proxies: { httpProxy: '', httpsProxy: '', noProxy: '' },
    headers: {}
  })
  const retries = {
    maxRetries: 0,
    signal: new AbortController().signal,
    deadline: Number.POSITIVE_INFINITY,
    onRetry: () => {}
  }
  const endpoints = regionEndpoints('NA', emulator.apiUrl, emulator.authUrl)
  const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
  const accessToken = accessTokenSource({ accessToken: token }, http, endpoints)
  const { signal } = retries
  const signals = { writeSignal: signal, settleSignal: signal }
  api = writeApi({ ...endpoints, ...signals, http, accessToken, pace: createPace(0), retries })
})
afterEach(async () => {
  await http.close()
  await emulator.close()
})

describe('a reading that is too old', () => {
  test('is repeated before the write', async () => {
    const plan = planChange(await readApplication(api, TARGET), CHANGE, GUARDS)
    const after = await applyPlan(api, TARGET, plan, performance.now(), NO_AGE_MS)
    expect(after.tokenEndpointAuthMethod).toBe('CLIENT_SECRET_POST')
    expect(emulator.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT'])
  })

  test('of an application that moved since is an error, and nothing is written', async () => {
    const plan = planChange(await readApplication(api, TARGET), CHANGE, GUARDS)
    emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, { description: 'theirs' })
    await expect(applyPlan(api, TARGET, plan, performance.now(), NO_AGE_MS)).rejects.toThrow(
      `Somebody else changed application ${APPLICATION_ID} since it was read`
    )
    expect(emulator.requests.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })
})

test('a reading that is fresh is not repeated', async () => {
  const plan = planChange(await readApplication(api, TARGET), CHANGE, GUARDS)
  await applyPlan(api, TARGET, plan, performance.now())
  expect(emulator.requests.map(({ method }) => method)).toEqual(['GET', 'PUT'])
})
