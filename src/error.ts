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
  /** Status of the management API's answer. */
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

  /** The same error in the words of somebody who knows more about what it means. */
  explained(message: string, facts: Partial<ErrorFacts>): ActionError {
    return new ActionError(message, { ...this.facts, ...facts, cause: this })
  }
}
