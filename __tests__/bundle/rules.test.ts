import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  APPLICATION_ID,
  defaultSeed,
  type Emulator,
  ENVIRONMENT_ID,
  type JsonObject,
  startEmulator,
  WORKER_IDS,
  worker
} from '../../emulator/index.ts'
import { errorsOf, runStep, type StepOptions, warningsOf, writes } from './step.ts'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

/** Changes the application as somebody would in the console, past all rules. */
function given(properties: JsonObject): void {
  emulator.editApplication(ENVIRONMENT_ID, APPLICATION_ID, properties)
}

async function refusals(options: StepOptions): Promise<string[]> {
  const run = await runStep(emulator, options)
  expect(run.exitCode).toBe(1)
  expect(run.outputs.changed ?? 'false').toBe('false')
  expect(writes(emulator)).toEqual([])
  return errorsOf(run)
}

describe('is refused before any write:', () => {
  const toNone = { 'auth-method': 'NONE', 'allow-downgrade': 'true' }
  test.each([
    [
      'NONE with CLIENT_CREDENTIALS',
      { grantTypes: ['CLIENT_CREDENTIALS'] },
      toNone,
      'has the grant type CLIENT_CREDENTIALS'
    ],
    [
      'NONE with CIBA',
      { grantTypes: ['CIBA', 'AUTHORIZATION_CODE'] },
      toNone,
      'has the grant type CIBA'
    ],
    ['NONE for WORKER', { type: 'WORKER' }, toNone, 'is of type WORKER'],
    ['NONE for SERVICE', { type: 'SERVICE' }, toNone, 'is of type SERVICE'],
    [
      'NONE for a client that authenticates',
      {},
      { 'auth-method': 'NONE' },
      'set allow-downgrade: true'
    ],
    [
      'PRIVATE_KEY_JWT without keys',
      {},
      { 'auth-method': 'PRIVATE_KEY_JWT' },
      'would have neither'
    ],
    [
      'PRIVATE_KEY_JWT with both kinds of keys',
      { jwks: '{"keys":[]}', jwksUrl: 'https://keys.example.com' },
      { 'auth-method': 'PRIVATE_KEY_JWT' },
      'would have both'
    ],
    [
      'clearing the keys that PRIVATE_KEY_JWT needs',
      { jwks: '{"keys":[]}' },
      { 'auth-method': 'PRIVATE_KEY_JWT', settings: 'jwks: null' },
      'would have neither'
    ],
    ['another protocol', { protocol: 'SAML' }, {}, 'has protocol SAML'],
    ['a system application', { type: 'PING_ONE_PORTAL' }, {}, 'is a system application'],
    ['another name', {}, { 'application-name': 'Orders' }, 'does not bear the name "Orders"']
  ])('%s', async (_what, properties, inputs, sentence) => {
    given(properties)
    expect(await refusals({ inputs })).toEqual([expect.stringContaining(sentence)])
  })

  test('several at once, one annotation each', async () => {
    given({ type: 'SERVICE', grantTypes: ['CLIENT_CREDENTIALS'] })
    const inputs = { 'auth-method': 'NONE', 'application-name': 'Orders' }
    expect(await refusals({ inputs })).toHaveLength(4)
  })

  test('the worker itself by its ID, before any request', async () => {
    const inputs = { 'application-id': WORKER_IDS.basic }
    expect(await refusals({ inputs })).toEqual([
      expect.stringContaining('is the worker that this run')
    ])
    expect(emulator.requests).toEqual([])
  })

  test("the worker itself by the application's clientId", async () => {
    const id = 'b1a5e0c0-0b51-4c1e-8d2f-1f6a7c9e0099'
    const permissions = ['applications:read:application', 'applications:update:application']
    const roles = [{ environmentId: ENVIRONMENT_ID, permissions }]
    const imported = worker(id, 'Imported', 'CLIENT_SECRET_BASIC', roles, {
      clientId: 'imported-1'
    })
    const [home, ...others] = (await defaultSeed()).environments
    const applications = [...(home?.applications ?? []), imported]
    const withImport = await startEmulator({
      environments: [{ id: ENVIRONMENT_ID, applications }, ...others]
    })
    try {
      const run = await runStep(withImport, {
        inputs: {
          'application-id': id,
          'worker-client-id': 'imported-1',
          'worker-client-secret': imported.secret
        },
        plantedSecrets: [imported.secret ?? '']
      })
      expect(errorsOf(run)).toEqual([expect.stringContaining('is the worker that this run')])
      expect(writes(withImport)).toEqual([])
    } finally {
      await withImport.close()
    }
  })

  test('the worker itself by the claims of a given access token', async () => {
    const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
    const withoutWorker = {
      'worker-client-id': undefined,
      'worker-client-secret': undefined,
      'access-token': token
    }
    const inputs = { ...withoutWorker, 'application-id': WORKER_IDS.basic }
    expect(await refusals({ inputs })).toEqual([
      expect.stringContaining('is the worker that this run')
    ])
    expect(emulator.requests).toEqual([])
  })
})

describe('is done, with a warning where there is a new risk:', () => {
  test.each([
    [
      'a weaker method',
      { tokenEndpointAuthMethod: 'CLIENT_SECRET_JWT' },
      {},
      'CLIENT_SECRET_POST is a weaker method than CLIENT_SECRET_JWT.'
    ],
    [
      'NONE that loses PKCE enforcement',
      { tokenEndpointAuthMethod: 'NONE' },
      { 'auth-method': 'NONE', settings: 'pkceEnforcement: OPTIONAL' },
      'Set pkceEnforcement: S256_REQUIRED in settings.'
    ],
    [
      'enforced PKCE with a method that authenticates',
      { tokenEndpointAuthMethod: 'NONE' },
      {},
      'enforced PKCE goes with NONE alone'
    ]
  ])('%s', async (_what, properties, inputs, sentence) => {
    given(properties)
    const run = await runStep(emulator, { inputs })
    expect(errorsOf(run)).toEqual([])
    expect(warningsOf(run)).toEqual([expect.stringContaining(sentence)])
    expect(run.summary).toContain('⚠️')
  })

  test('a change beside a risk that was there already, without a warning', async () => {
    given({ pkceEnforcement: 'OPTIONAL', tokenEndpointAuthMethod: 'NONE' })
    const inputs = { 'auth-method': 'NONE', settings: 'description: x' }
    const run = await runStep(emulator, { inputs })
    expect(errorsOf(run)).toEqual([])
    expect(warningsOf(run)).toEqual([])
  })

  test('a stronger method, without a warning', async () => {
    const run = await runStep(emulator, { inputs: { 'auth-method': 'CLIENT_SECRET_JWT' } })
    expect(warningsOf(run)).toEqual([])
  })
})

test('the log and the summary say what the change means for the clients', async () => {
  const run = await runStep(emulator, { inputs: { 'auth-method': 'CLIENT_SECRET_JWT' } })
  for (const note of [
    'must switch to CLIENT_SECRET_JWT at once',
    'introspection, revocation and pushed authorization requests',
    'Get Access Token'
  ]) {
    expect(run.log).toContain(note)
    expect(run.summary.replaceAll('&#95;', '_')).toContain(note)
  }
  const again = await runStep(emulator, { inputs: { 'auth-method': 'CLIENT_SECRET_JWT' } })
  expect(again.log).not.toContain('Note:')
})

describe('application-name', () => {
  test.each(['Shared-Web-App', 'shared-web-app'])('%s guards the ID', async (name) => {
    const run = await runStep(emulator, { inputs: { 'application-name': name } })
    expect(errorsOf(run)).toEqual([])
    expect(writes(emulator)).toHaveLength(1)
  })

  test.each(['Shared-Web-App', 'SHARED-WEB-APP'])(
    '%s finds the application over all pages',
    async (name) => {
      const paged = await startEmulator({ pageSize: 1 })
      try {
        paged.editApplication(ENVIRONMENT_ID, WORKER_IDS.readOnly, { name: 'Shared-Web-App-2' })
        const run = await runStep(paged, {
          inputs: { 'application-id': undefined, 'application-name': name }
        })
        expect(errorsOf(run)).toEqual([])
        expect(run.outputs['application-id']).toBe(APPLICATION_ID)
        expect(paged.requests.filter(({ path }) => path.endsWith('/applications'))).toHaveLength(6)
      } finally {
        await paged.close()
      }
    }
  )

  const byName = { 'application-id': undefined, 'application-name': 'Shared-Web-App' }

  test('prefers the name to the letter', async () => {
    emulator.editApplication(ENVIRONMENT_ID, WORKER_IDS.readOnly, { name: 'shared-web-app' })
    const run = await runStep(emulator, { inputs: byName })
    expect(run.outputs['application-id']).toBe(APPLICATION_ID)
    expect(errorsOf(run)).toEqual([])
  })

  test('that several applications bear lists their IDs', async () => {
    emulator.editApplication(ENVIRONMENT_ID, WORKER_IDS.readOnly, { name: 'Shared-Web-App' })
    const messages = await refusals({ inputs: byName })
    expect(messages).toEqual([expect.stringContaining('2 applications')])
    expect(messages[0]).toContain(APPLICATION_ID)
    expect(messages[0]).toContain(WORKER_IDS.readOnly)
  })

  test('that no application bears is said so', async () => {
    const inputs = { ...byName, 'application-name': 'Orders\n::error::x' }
    expect(await refusals({ inputs })).toEqual([
      expect.stringContaining('None of the 6 applications')
    ])
  })

  test.each([
    ['a list that is none', '{"_embedded":{"applications":{}}}', 'has not the form of a list'],
    [
      'a link that is none',
      '{"_embedded":{"applications":[]},"_links":{"next":{"href":7}}}',
      'is no URL'
    ],
    [
      'a circle of pages',
      '{"_embedded":{"applications":[]},"_links":{"next":{"href":"https://elsewhere.example/x?cursor=1"}}}',
      'in a circle'
    ],
    [
      'an entry without an ID',
      '{"_embedded":{"applications":[{"name":"Shared-Web-App"}]}}',
      'no id'
    ]
  ])('and %s end the run', async (_what, answer, sentence) => {
    emulator.addFault({ path: '/applications$', status: 200, body: answer, times: 0 })
    expect(await refusals({ inputs: byName })).toEqual([expect.stringContaining(sentence)])
  })
})
