import { ActionError } from './error.ts'

/** When a run is to stop: at the end of its time limit, or when the runner cancels the job. */
export type Cancellation = {
  /** Aborted with an ActionError that says why. */
  readonly signal: AbortSignal
  /** The end of the time limit, on the clock of performance.now(). */
  readonly deadline: number
  /** Ends the watch, without which the process would not end by itself. */
  readonly dispose: () => void
}

// The runner sends SIGINT, 7.5 s later SIGTERM, and 2.5 s after that it kills.
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

export function watchCancellation(timeLimitMs: number): Cancellation {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort(
      new ActionError(`The run reached its time limit of ${timeLimitMs / 1000} s.`, {
        code: 'TIME_LIMIT',
        hint: 'Run it again, or raise time-limit.'
      })
    )
  }, timeLimitMs)
  const cancel = (): void => {
    controller.abort(
      new ActionError('The run was cancelled.', {
        code: 'CANCELLED',
        hint: 'Run it again when you want the change.'
      })
    )
  }
  for (const signal of SIGNALS) process.on(signal, cancel)
  return {
    signal: controller.signal,
    deadline: performance.now() + timeLimitMs,
    dispose() {
      clearTimeout(timer)
      for (const signal of SIGNALS) process.off(signal, cancel)
    }
  }
}
