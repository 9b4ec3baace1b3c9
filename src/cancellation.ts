import { ActionError } from './error.ts'

/** When a run is to stop: at the end of its time limit, or when the runner cancels the job. */
export type Cancellation = {
  /** Aborted with an ActionError that says why: nothing new is started from then on. */
  readonly signal: AbortSignal
  /** Aborted when the job is cancelled; the time limit does not touch it. */
  readonly cancelSignal: AbortSignal
  /** Aborted some time after a cancellation, when a write in flight is waited for no longer. */
  readonly writeSignal: AbortSignal
  /** Aborted still later, when the outcome of such a write must be known. */
  readonly settleSignal: AbortSignal
  /** The end of the time limit, on the clock of performance.now(). */
  readonly deadline: number
  /** Ends the watch, without which the process would not end by itself. */
  readonly dispose: () => void
}

// The runner sends SIGINT, 7.5 s later SIGTERM, and 2.5 s after that it kills: the report must be out.
const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const WRITE_GRACE_MS = 6000
const SETTLE_GRACE_MS = 8500

export function watchCancellation(timeLimitMs: number): Cancellation {
  const stop = new AbortController()
  const cancelled = new AbortController()
  const write = new AbortController()
  const settle = new AbortController()
  const timers = [setTimeout(() => stop.abort(timeLimitError(timeLimitMs)), timeLimitMs)]
  const cancel = (): void => {
    if (cancelled.signal.aborted) return
    const reason = cancelledError('The run was cancelled.', 'none')
    cancelled.abort(reason)
    stop.abort(reason)
    const unanswered = cancelledError(
      'The run was cancelled, and a request that was under way got no answer in time.',
      'unknown'
    )
    timers.push(setTimeout(() => write.abort(unanswered), WRITE_GRACE_MS))
    timers.push(setTimeout(() => settle.abort(unanswered), SETTLE_GRACE_MS))
  }
  for (const signal of SIGNALS) process.on(signal, cancel)
  return {
    signal: stop.signal,
    cancelSignal: cancelled.signal,
    writeSignal: write.signal,
    settleSignal: settle.signal,
    deadline: performance.now() + timeLimitMs,
    dispose() {
      for (const timer of timers) clearTimeout(timer)
      for (const signal of SIGNALS) process.off(signal, cancel)
    }
  }
}

function timeLimitError(timeLimitMs: number): ActionError {
  return new ActionError(`The run reached its time limit of ${timeLimitMs / 1000} s.`, {
    code: 'TIME_LIMIT',
    hint: 'Run it again, or raise time-limit.'
  })
}

function cancelledError(message: string, effect: 'none' | 'unknown'): ActionError {
  return new ActionError(message, {
    code: 'CANCELLED',
    hint: 'Run it again when you want the change.',
    effect
  })
}
