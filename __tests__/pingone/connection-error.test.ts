import { expect, test } from '@jest/globals'
import { connectionError } from '../../src/pingone/connection-error.ts'

const CIRCUMSTANCES = {
  request: 'PUT api.pingone.eu/v1',
  host: 'api.pingone.eu',
  proxy: undefined,
  timedOutAfterMs: undefined
}

function failure(code: string, message = ''): Error {
  return Object.assign(new Error(message), { code })
}

// What the emulator and the proxy of the tests bring about by themselves is tested with the bundle.
test.each([
  ['ENOTFOUND', 'The name of api.pingone.eu cannot be resolved.', false, undefined],
  ['EAI_AGAIN', 'could not reach the server (EAI_AGAIN)', true, 'none'],
  ['ETIMEDOUT', 'could not reach the server (ETIMEDOUT)', true, 'none'],
  ['UND_ERR_CONNECT_TIMEOUT', 'could not reach the server', true, 'none'],
  ['EPIPE', 'lost its connection before the answer (EPIPE)', true, 'unknown'],
  ['UND_ERR_SOCKET', 'lost its connection before the answer', true, 'unknown'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'does not trust (UNABLE_TO_GET_ISSUER_CERT)', undefined, undefined],
  ['CERT_HAS_EXPIRED', 'could not agree on TLS (CERT_HAS_EXPIRED)', undefined, undefined],
  ['UND_ERR_PRX_CONN', 'The proxy api.pingone.eu failed', true, undefined]
])('%s is told in a sentence', (code, sentence, retryable, effect) => {
  const error = connectionError(failure(code), CIRCUMSTANCES)
  expect(error.message).toContain(sentence)
  expect(error.facts).toMatchObject({ hint: expect.any(String) })
  expect(error.facts.retryable ?? false).toBe(retryable ?? false)
  expect(error.facts.effect).toBe(effect)
})

test('of several addresses that were tried the first tells the reason', () => {
  const cause = new AggregateError([failure('ECONNREFUSED'), failure('ENETUNREACH')])
  expect(connectionError(cause, CIRCUMSTANCES).facts.code).toBe('ECONNREFUSED')
})

test('whatever else is thrown is told, too', () => {
  expect(connectionError('text', CIRCUMSTANCES).message).toContain('(UNKNOWN)')
  expect(connectionError(new TypeError('x'), CIRCUMSTANCES).message).toContain('(TypeError)')
})
