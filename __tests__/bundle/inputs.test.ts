import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Emulator, ENVIRONMENT_ID, startEmulator, WORKER_IDS } from '../../emulator/index.ts'
import { errorsOf, runStep } from './step.ts'

let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const SOME_KEY = '-----BEGIN PRIVATE KEY-----\nAAAAAAAAAAAA\n-----END PRIVATE KEY-----'

test.each([
  ['environment-id', '', 'environment-id is required and is empty.'],
  ['environment-id', '  ', 'environment-id is required and is empty.'],
  ['dry_run', 'true', 'dry_run is not an input of this action. Did you mean mode: plan?'],
  ['aut-method', 'NONE', 'aut-method is not an input of this action. Did you mean auth-method?'],
  ['client-id', 'x', 'client-id is not an input of this action. Did you mean worker-client-id?'],
  ['whatever', '', 'whatever is not an input of this action. Remove it; the README'],
  ['jwks', '{', 'jwks begins like a JWKS or a JWK but is not JSON.'],
  ['jwks', 'text', 'jwks holds neither a JWKS or JWK nor keys or certificates in PEM.'],
  ['jwks', SOME_KEY, 'jwks holds a private key'],
  ['jwks-file', 'keys/missing.pem', 'jwks-file cannot be read: "keys/missing.pem" (ENOENT).'],
  ['jwks-file', '.', 'jwks-file cannot be read: "." (EISDIR).'],
  ['jwks-url', 'http://keys.example.com', 'jwks-url must be an https URL without credentials.'],
  ['environment-id', 'production', 'environment-id must be a UUID'],
  ['application-id', '', 'application-id and application-name are both empty.'],
  ['application-id', WORKER_IDS.basic, 'is the worker that this run is signed in as'],
  ['application-id', `${ENVIRONMENT_ID}/secret`, 'application-id must be a UUID'],
  ['auth-method', '', 'auth-method is required and is empty.'],
  ['auth-method', 'BASIC', 'auth-method must be one of NONE, CLIENT_SECRET_BASIC'],
  ['settings', 'name: [', 'settings is not valid YAML or JSON at line 1'],
  ['settings', 'id: 1', 'settings must not contain "id"'],
  ['allow-downgrade', 'yes', 'allow-downgrade must be true or false, not "yes".'],
  ['worker-client-id', '', 'worker-client-id is required and is empty.'],
  ['worker-client-id', 'a:b', 'worker-client-id must not contain'],
  ['worker-client-secret', '', 'worker-client-secret is empty, and so is worker-private-key'],
  ['worker-client-secret', 'abc', 'worker-client-secret holds 3 characters'],
  ['worker-client-secret', 'two\nlines here', 'worker-client-secret contains a line break'],
  ['worker-auth-method', 'NONE', 'worker-auth-method must be one of CLIENT_SECRET_BASIC'],
  [
    'worker-auth-method',
    'PRIVATE_KEY_JWT',
    'worker-client-secret contradicts worker-auth-method PRIVATE_KEY_JWT'
  ],
  ['worker-private-key', SOME_KEY, 'worker-client-secret and worker-private-key contradict'],
  ['worker-environment-id', 'x', 'worker-environment-id must be a UUID'],
  ['access-token', 'some-token-of-length', 'access-token takes the place of the worker'],
  ['region', 'US', 'region must be one of NA, CA, EU, AU, SG, AP, not "US".'],
  ['api-url', 'http://api.example.com', 'api-url must be an https URL'],
  ['api-url', 'https://user:pass@example.com', 'api-url must be an https URL'],
  ['auth-url', 'auth.pingone.eu', 'auth-url must be an https URL'],
  ['request-timeout', '0', 'request-timeout must be a whole number from 1 to 3600, not "0".'],
  ['request-timeout', '1.5', 'request-timeout must be a whole number'],
  ['max-retries', 'many', 'max-retries must be a whole number from 0 to 20'],
  ['time-limit', '-1', 'time-limit must be a whole number'],
  ['concurrency', '0', 'concurrency must be a whole number'],
  ['requests-per-minute', '1e3', 'requests-per-minute must be a whole number'],
  ['manifest', 'apps.yml', 'manifest is not available yet'],
  ['shard', '1/2', 'shard is not available yet'],
  ['expected-fingerprint', 'sha256:00', 'expected-fingerprint must be the output fingerprint'],
  ['application-client-secret', 'x'.repeat(64), 'has no effect with verify: response.'],
  ['application-private-key', SOME_KEY, 'has no effect with verify: response.'],
  ['on-failure', 'undo', 'on-failure must be one of rollback, stop, continue'],
  ['mode', 'dry', 'mode must be one of apply, plan, check'],
  ['comment', 'true', 'comment: true is not available yet']
])('%s: %j is refused before any request', async (name, value, sentence) => {
  emulator.requests.length = 0
  const run = await runStep(emulator, { inputs: { [name]: value } })
  expect(run.exitCode).toBe(1)
  expect(errorsOf(run)).toEqual([expect.stringContaining(sentence)])
  expect(run.summary).toContain('Nothing was sent')
  expect(emulator.requests).toEqual([])
})

test('several mistakes are reported together, one annotation each', async () => {
  const run = await runStep(emulator, {
    inputs: { 'application-id': 'x', 'auth-method': '', region: 'US', 'max-retries': 'x' }
  })
  expect(errorsOf(run)).toHaveLength(4)
})

test.each([
  [
    'the region',
    { region: '' },
    { PINGONE_REGION_CODE: 'XX' },
    'PINGONE_REGION_CODE must be one of'
  ],
  [
    'the worker environment',
    {},
    { PINGONE_ENVIRONMENT_ID: 'x' },
    'PINGONE_ENVIRONMENT_ID must be a UUID'
  ],
  [
    'the secret',
    { 'worker-client-secret': '' },
    { PINGONE_CLIENT_SECRET: 'abc' },
    'PINGONE_CLIENT_SECRET holds 3 characters'
  ]
])(
  'a mistake in %s from the environment names the variable',
  async (_what, inputs, env, sentence) => {
    const run = await runStep(emulator, { inputs, env })
    expect(errorsOf(run)).toEqual([expect.stringContaining(sentence)])
  }
)

test('a value with a command in it is shown without effect', async () => {
  const run = await runStep(emulator, {
    inputs: { region: 'x\n::set-output name=changed::true\r##[error]x' }
  })
  expect(errorsOf(run)).toHaveLength(1)
  expect(run.outputs).toEqual({})
})

test('white space around values and empty inputs are taken for nothing', async () => {
  const run = await runStep(emulator, {
    inputs: {
      'environment-id': ` ${ENVIRONMENT_ID.toUpperCase()}\n`,
      'auth-method': ' client_secret_post ',
      region: '',
      'request-timeout': '',
      mode: '',
      verify: ' Response ',
      'on-failure': '',
      'allow-downgrade': '',
      'api-url': `${emulator.apiUrl}/v1/`
    }
  })
  expect(errorsOf(run)).toEqual([])
})
