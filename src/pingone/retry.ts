import { setTimeout as wait } from 'node:timers/promises'
import { ActionError } from '../error.ts'

const BACKOFF_BASE_MS = 500
const BACKOFF_CEILING_MS = 30_000

export type RetryOptions = {
  readonly maxRetries: number
  /** Aborted when the run is to stop; its reason is thrown in place of a further try. */
  readonly signal: AbortSignal
  /** The end of the run's time limit, on the clock of performance.now(). */
  readonly deadline: number
  /** Called before each wait, with a sentence for the log. */
  readonly onRetry: (message: string) => void
}

/**
 * Calls `attempt` again while it throws an ActionError that says that this may help, after the wait
 * that PingOne asked for, whole, or else after an exponentially growing one with jitter. Throws the
 * last error, or one that says that the wait would not end within the time limit.
 */
export async function withRetries<Value>(
  attempt: () => Promise<Value>,
  options: RetryOptions
): Promise<Value> {
  for (let retries = 0; ; retries += 1) {
    options.signal.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof ActionError) || !error.facts.retryable) throw error
      if (retries >= options.maxRetries) throw error
      const delayMs = error.facts.retryAfterMs ?? backoffMs(retries, Math.random())
      if (performance.now() + delayMs > options.deadline) throw tooLong(error, delayMs)
      options.onRetry(
        `${error.message} Try ${retries + 2} of ${options.maxRetries + 1} follows in ${seconds(delayMs)}.`
      )
      await pause(delayMs, options.signal)
    }
  }
}

/** The wait before retry number `retries` (from 0), `random` being from 0 to below 1. */
export function backoffMs(retries: number, random: number): number {
  const ceiling = Math.min(BACKOFF_BASE_MS * 2 ** retries, BACKOFF_CEILING_MS)
  // Half of it is jitter, so that jobs that were refused together do not come back together.
  return Math.round(ceiling * (0.5 + random / 2))
}

/** Waits; throws the signal's reason when that is aborted meanwhile. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted())
}

function tooLong(error: ActionError, delayMs: number): ActionError {
  return error.explained(
    `${error.message} The next try would be in ${seconds(delayMs)}, after the end of time-limit.`,
    { hint: 'Run it again later, or raise time-limit.', retryable: false }
  )
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`
}
