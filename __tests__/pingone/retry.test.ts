import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../src/error.ts'
import { parseRetryAfter } from '../../src/pingone/http.ts'
import { createPace } from '../../src/pingone/pace.ts'
import { backoffMs, withRetries } from '../../src/pingone/retry.ts'

const options = {
  maxRetries: 2,
  signal: new AbortController().signal,
  deadline: Number.POSITIVE_INFINITY,
  onRetry: () => {}
}

function failing(facts: { retryable: boolean; retryAfterMs?: number }) {
  let tries = 0
  return {
    tries: () => tries,
    attempt: async () => {
      tries += 1
      throw new ActionError(`Try ${tries} failed.`, { code: 'TEST', ...facts })
    }
  }
}

describe('withRetries', () => {
  test('tries again as often as allowed and then throws the last error', async () => {
    const { attempt, tries } = failing({ retryable: true, retryAfterMs: 0 })
    await expect(withRetries(attempt, options)).rejects.toThrow('Try 3 failed.')
    expect(tries()).toBe(3)
  })

  test('does not repeat what cannot heal', async () => {
    const { attempt, tries } = failing({ retryable: false })
    await expect(withRetries(attempt, options)).rejects.toThrow('Try 1 failed.')
    expect(tries()).toBe(1)
  })

  test('does not begin a wait that would not end within the time limit', async () => {
    const { attempt, tries } = failing({ retryable: true, retryAfterMs: 3_600_000 })
    const deadline = performance.now() + 60_000
    await expect(withRetries(attempt, { ...options, deadline })).rejects.toThrow('3600 s')
    expect(tries()).toBe(1)
  })

  test('ends its wait when the run is to stop, with the reason', async () => {
    const controller = new AbortController()
    const { attempt, tries } = failing({ retryable: true, retryAfterMs: 3_600_000 })
    const onRetry = () => controller.abort(new Error('stopped'))
    const run = withRetries(attempt, { ...options, signal: controller.signal, onRetry })
    await expect(run).rejects.toThrow('stopped')
    expect(tries()).toBe(1)
  })
})

test.each([
  [0, 250, 500],
  [1, 500, 1000],
  [3, 2000, 4000],
  [30, 15_000, 30_000]
])('the wait before retry %i lies between %i and %i ms', (retries, least, most) => {
  expect(backoffMs(retries, 0)).toBe(least)
  expect(backoffMs(retries, 1)).toBe(most)
})

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sat, 21 Nov 2026 12:00:10 GMT', 10_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  [undefined, undefined]
])('Retry-After: %s asks for a wait of %s ms', (value, expected) => {
  expect(parseRetryAfter(value, Date.parse('2026-11-21T12:00:00Z'))).toBe(expected)
})

describe('createPace', () => {
  const aborted = AbortSignal.abort(new Error('has to wait'))

  test('lets a minute of requests through at once and makes the next one wait', async () => {
    const pace = createPace(2, () => 1000)
    await pace.take(aborted)
    await pace.take(aborted)
    await expect(pace.take(aborted)).rejects.toThrow('has to wait')
  })

  test('lets more through as time goes by', async () => {
    let now = 0
    const pace = createPace(2, () => now)
    for (now of [0, 0, 30_000, 60_000, 120_000, 120_000]) await pace.take(aborted)
    await expect(pace.take(aborted)).rejects.toThrow('has to wait')
  })

  test('counts requests that could not wait', async () => {
    const pace = createPace(1, () => 0)
    pace.spend()
    await expect(pace.take(aborted)).rejects.toThrow('has to wait')
  })

  test('has no ceiling at 0', async () => {
    const pace = createPace(0, () => 0)
    for (let request = 0; request < 1000; request += 1) await pace.take(aborted)
  })
})
