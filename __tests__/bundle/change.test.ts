import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  defaultSeed,
  type Emulator,
  ENVIRONMENT_ID,
  type JsonObject,
  startEmulator
} from '../../emulator/index.ts'
import { parseJson } from '../../emulator/json.ts'
import { errorsOf, requestLines, runStep, writes } from './step.ts'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

function application(): JsonObject {
  return emulator.application(ENVIRONMENT_ID, APPLICATION_ID)
}

/** The application without what moves with every write. */
function substance({ updatedAt: _, ...rest }: JsonObject): JsonObject {
  return sorted(rest) as JsonObject
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(sorted(item))).sort()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sorted(member)]))
}

describe.each(['update-app-with-client-secret-post', 'update-app-with-client-secret-jwt'])(
  'the recipe %s',
  (recipe) => {
    const file = new URL(`../fixtures/recipes/${recipe}.json`, import.meta.url)
    const { request, response } = JSON.parse(readFileSync(file, 'utf8'))
    const inputs = {
      'auth-method': request.tokenEndpointAuthMethod,
      settings: JSON.stringify({ description: request.description })
    }

    test('brings the application to what the response shows, and resets nothing', async () => {
      const before = application()
      const run = await runStep(emulator, { inputs })
      expect(run.log).toContain('changed')
      expect(run.exitCode).toBe(0)
      expect(substance(application())).toEqual(
        substance({
          ...before,
          description: request.description,
          tokenEndpointAuthMethod: request.tokenEndpointAuthMethod
        })
      )
      for (const name of Object.keys(request)) {
        expect([name, application()[name]]).toEqual([name, response[name]])
      }
    })

    test('brings an application that has nothing more to exactly the response', async () => {
      const created = {
        ...response,
        description: 'before',
        tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC'
      }
      const seed = await defaultSeed()
      const bare = await startEmulator({
        environments: seed.environments.map(({ id, applications }) => ({
          id,
          applications: applications.map((entry) =>
            entry.document.id === response.id ? { ...entry, document: created } : entry
          )
        }))
      })
      try {
        const run = await runStep(bare, { inputs })
        expect(run.exitCode).toBe(0)
        const { _links, updatedAt: _, ...rest } = bare.application(ENVIRONMENT_ID, response.id)
        const { _links: links, updatedAt: __, ...expected } = response
        expect(rest).toEqual(expected)
        expect(Object.keys(_links as JsonObject).sort()).toEqual(Object.keys(links).sort())
      } finally {
        await bare.close()
      }
    })
  }
)

test.each([
  ['NONE', 'CLIENT_SECRET_BASIC', { 'allow-downgrade': 'true' }],
  ['CLIENT_SECRET_BASIC', 'CLIENT_SECRET_POST', {}],
  ['CLIENT_SECRET_POST', 'CLIENT_SECRET_BASIC', {}],
  ['CLIENT_SECRET_JWT', 'CLIENT_SECRET_BASIC', {}],
  ['PRIVATE_KEY_JWT', 'CLIENT_SECRET_BASIC', {}]
])('sets %s where %s was', async (method, previous, more) => {
  const { environments } = await defaultSeed()
  const key = environments[0]?.applications.find(({ document }) => document.jwks)?.document.jwks
  emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, {
    tokenEndpointAuthMethod: previous,
    ...(method === 'PRIVATE_KEY_JWT' && key ? { jwks: key } : {})
  })
  const before = application()
  const run = await runStep(emulator, { inputs: { 'auth-method': method, ...more } })
  expect(run.exitCode).toBe(0)
  expect(substance(application())).toEqual(
    substance({ ...before, tokenEndpointAuthMethod: method })
  )
  expect(run.outputs).toMatchObject({
    'application-id': APPLICATION_ID,
    'application-name': 'Shared-Web-App',
    'client-id': APPLICATION_ID,
    'auth-method': method,
    'previous-auth-method': previous,
    changed: 'true'
  })
  // A job output that contains a mask would be dropped.
  expect(run.jobOutputs).toEqual(run.outputs)
})

test('accepts the method in the spelling of RFC 7591', async () => {
  const run = await runStep(emulator, { inputs: { 'auth-method': 'client_secret_jwt' } })
  expect(run.exitCode).toBe(0)
  expect(application().tokenEndpointAuthMethod).toBe('CLIENT_SECRET_JWT')
})

test('writes nothing the second time', async () => {
  await runStep(emulator)
  const after = application()
  emulator.requests.length = 0
  const run = await runStep(emulator)
  expect(run.exitCode).toBe(0)
  expect(requestLines(emulator)).toEqual(['POST /token 200', 'GET /applications/{application} 200'])
  expect(application()).toEqual(after)
  expect(run.outputs).toMatchObject({
    'auth-method': 'CLIENT_SECRET_POST',
    'previous-auth-method': 'CLIENT_SECRET_POST',
    changed: 'false'
  })
  expect(run.summary).toContain('Nothing was written')
})

test('loses nothing that nobody has documented yet, numbers to the last digit', async () => {
  const { environments } = await defaultSeed()
  const [home, ...others] = environments
  const future = parseJson(
    '{"limits":[12345678901234567890,0.1000000000000000055],"ratio":1.10,"__proto__":{"x":1},"empty":{},"list":[],"zero":0,"off":false,"text":"","nested":[[{"a":null}]]}'
  )
  const rich = await startEmulator({
    environments: [
      {
        id: ENVIRONMENT_ID,
        applications: (home?.applications ?? []).map((entry) =>
          entry.document.id === APPLICATION_ID
            ? { ...entry, document: { ...entry.document, future } }
            : entry
        )
      },
      ...others
    ]
  })
  try {
    const run = await runStep(rich)
    expect(errorsOf(run)).toEqual([])
    expect(writes(rich)[0]?.body).toContain('12345678901234567890')
    expect(JSON.stringify(rich.application(ENVIRONMENT_ID, APPLICATION_ID).future)).toContain(
      '0.1000000000000000055'
    )
    expect(writes(rich)[0]?.body).toContain('"__proto__":{"x":1}')
  } finally {
    await rich.close()
  }
})

test('costs one token request, one read and one write on one connection', async () => {
  await runStep(emulator)
  expect(requestLines(emulator)).toEqual([
    'POST /token 200',
    'GET /applications/{application} 200',
    'PUT /applications/{application} 200'
  ])
  expect(emulator.connections).toBe(1)
})

test('tells PingOne who asks and for which run', async () => {
  await runStep(emulator)
  for (const { headers } of emulator.requests) {
    expect(headers['user-agent']).toMatch(/^update-pingone-app-auth\/\d/)
    expect(headers['x-ping-external-transaction-id']).toMatch(/^octo-org\/orders@\d+\.\d+$/)
  }
})

test('reports the change in the log and in the job summary', async () => {
  const run = await runStep(emulator, { inputs: { settings: 'description: "Signs | in"' } })
  expect(run.log).toContain('- /tokenEndpointAuthMethod: "CLIENT_SECRET_BASIC"')
  expect(run.log).toContain('+ /tokenEndpointAuthMethod: "CLIENT_SECRET_POST"')
  expect(run.log).toContain('+ /description: "Signs | in"')
  expect(run.log).toMatch(/Correlation IDs: [0-9a-f-]{36}(, [0-9a-f-]{36}){2}/)
  expect(run.summary).toContain('The application was changed')
  expect(run.summary).toContain('CLIENT&#95;SECRET&#95;POST')
  expect(run.summary).toContain('Signs &#124; in')
})

describe('an answer that shows something else', () => {
  test.each([
    [
      'an asked property',
      { tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC' },
      '/tokenEndpointAuthMethod'
    ],
    ['another property', { pkceEnforcement: 'OPTIONAL' }, '/pkceEnforcement'],
    ['a property that is gone', { signing: null }, '/signing']
  ])('fails the run and names %s', async (_what, tamper, path) => {
    emulator.addFault({ method: 'PUT', tamper })
    const run = await runStep(emulator, { inputs: { 'on-failure': 'stop' } })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)).toHaveLength(1)
    expect(errorsOf(run)[0]).toContain(path)
    // The run looks again, and tells how the application really is.
    expect(run.outputs).toMatchObject({ 'auth-method': 'CLIENT_SECRET_POST', changed: 'true' })
  })

  test('warns of a property that newly appeared', async () => {
    emulator.addFault({ method: 'PUT', tamper: { includeTyp: true } })
    const run = await runStep(emulator)
    expect(run.exitCode).toBe(0)
    expect(run.annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('/includeTyp') })
    ])
  })

  test.each([
    ['another application', { id: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0001' }],
    ['another environment', { environment: { id: 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0001' } }],
    ['no name', { name: null }]
  ])('refuses a reading with %s before any write', async (_what, tamper) => {
    emulator.addFault({ method: 'GET', tamper })
    const run = await runStep(emulator)
    expect(run.exitCode).toBe(1)
    expect(writes(emulator)).toEqual([])
  })
})

test('shows hostile text from PingOne without effect', async () => {
  const name =
    '::error::x\n##[add-mask]CLIENT_SECRET_POST\r::set-output name=changed::false <img> @all'
  emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, { name })
  const run = await runStep(emulator)
  expect(run.exitCode).toBe(0)
  expect(run.annotations).toEqual([])
  expect(run.outputs.changed).toBe('true')
  expect(run.summary).not.toMatch(/<img>|@all/)
  expect(run.log).not.toContain('***')
})
