import { pause } from './retry.ts'

/** Keeps a run below a number of requests a minute. */
export type Pace = {
  /** Waits until a request may be sent. Throws the signal's reason when that is aborted meanwhile. */
  readonly take: (signal: AbortSignal) => Promise<void>
  /** Counts a request that cannot wait; later ones wait for it. */
  readonly spend: () => void
}

/**
 * A token bucket that holds one minute's requests and starts full. `now` is a clock in milliseconds.
 * A ceiling of 0 is none.
 */
export function createPace(
  requestsPerMinute: number,
  now: () => number = () => performance.now()
): Pace {
  if (requestsPerMinute === 0) return { take: async () => {}, spend: () => {} }
  const msPerRequest = 60_000 / requestsPerMinute
  // The bucket as the moment from which on it is full: each request moves that by its own share.
  let fullAt = now()
  const spend = (): void => {
    fullAt = Math.max(fullAt, now()) + msPerRequest
  }
  return {
    spend,
    async take(signal) {
      spend()
      const waitMs = fullAt - now() - 60_000
      if (waitMs > 0) await pause(waitMs, signal)
    }
  }
}
