/** A problem that PingOne names in an error body's `details`. */
export type ErrorDetail = {
  readonly code?: string
  readonly target?: string
  readonly message?: string
  readonly allowedValues?: readonly string[]
}

/**
 * What a failed request did at the server: `none` when it never arrived there or was refused, and
 * `unknown` when nobody can tell without reading.
 */
type RequestEffect = 'none' | 'unknown'

export type ErrorFacts = {
  /** PingOne's or OAuth's code, else one of ours. */
  readonly code: string
  /** What to do next, in sentences. */
  readonly hint?: string
  readonly status?: number | undefined
  readonly pingOneErrorId?: string | undefined
  readonly correlationId?: string | undefined
  readonly details?: readonly ErrorDetail[]
  /** Whether a further try of the same request may succeed. */
  readonly retryable?: boolean
  /** How long PingOne asks to wait before the next try. */
  readonly retryAfterMs?: number | undefined
  readonly effect?: RequestEffect
  readonly cause?: unknown
}

/** The one error of this action: its message is a sentence that says what happened to what. */
export class ActionError extends Error {
  override readonly name = 'ActionError'
  readonly facts: ErrorFacts

  constructor(message: string, facts: ErrorFacts) {
    super(message, { cause: facts.cause })
    this.facts = facts
  }

  /**
   * The same error in the words of somebody who knows more about what it means. It has no status any
   * more, so that nobody explains it again.
   */
  explained(message: string, facts: Partial<ErrorFacts>): ActionError {
    return new ActionError(message, { ...this.facts, status: undefined, ...facts, cause: this })
  }
}

/** The error for a mistake in an input: a sentence that names the input, and one that says what to do. */
export function inputError(message: string, hint: string, cause?: unknown): ActionError {
  return new ActionError(message, { code: 'INVALID_INPUT', hint, cause })
}

/** Any thrown value as errors of this action; what is none of them is a defect of ours. */
export function asActionErrors(thrown: unknown): readonly [ActionError, ...ActionError[]] {
  if (thrown instanceof ActionError) return [thrown]
  if (thrown instanceof AggregateError) {
    const [first, ...rest] = thrown.errors.flatMap(asActionErrors)
    if (first !== undefined) return [first, ...rest]
  }
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return [
    new ActionError(`The action met an error that it does not know (${text}).`, {
      code: 'UNEXPECTED',
      hint: 'Please report it with the log of this step.',
      effect: 'unknown'
    })
  ]
}
