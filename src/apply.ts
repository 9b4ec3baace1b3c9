import { ActionError, asActionErrors } from './error.ts'
import type { JsonObject } from './json/json.ts'
import { rereadApplication, type Target, updateApplication } from './pingone/application.ts'
import type { WriteApi } from './pingone/management-api.ts'
import { withRetries } from './pingone/retry.ts'
import { isSameApplication, type Plan, verifyPlan } from './plan.ts'

// A document that was read longer ago may be out of date, and a PUT would undo what came since.
const MAX_READ_AGE_MS = 30_000

/**
 * Writes a plan that has changes, and returns the application as PingOne shows it afterwards, still
 * to be verified. A write whose effect is unknown is followed by a read: it is done if it is in, sent
 * again if the application is as before, and an error otherwise. `readAt` is when the plan's document
 * was read, on the clock of performance.now().
 */
export async function applyPlan(
  api: WriteApi,
  target: Target,
  plan: Plan,
  readAt: number,
  maxReadAgeMs = MAX_READ_AGE_MS
): Promise<JsonObject> {
  let lastRead = readAt
  let unsettled: ActionError | undefined
  let moved: ActionError | undefined

  const isIn = (live: JsonObject): boolean => verifyPlan(plan, live).mismatches.length === 0

  /** The application if the write is in, undefined if it is as before. */
  const reread = async (): Promise<JsonObject | undefined> => {
    const live = await rereadApplication(api, target)
    lastRead = performance.now()
    if (unsettled !== undefined && isIn(live)) return live
    if (!isSameApplication(plan.current, live)) {
      moved = movedError(target, unsettled)
      throw moved
    }
    unsettled = undefined
    return undefined
  }

  const attempt = async (): Promise<JsonObject> => {
    await api.turn()
    if (unsettled !== undefined || performance.now() - lastRead > maxReadAgeMs) {
      const written = await reread()
      if (written !== undefined) return written
      api.retries.signal.throwIfAborted()
    }
    try {
      return await updateApplication(api, target, plan.body)
    } catch (error) {
      if (error instanceof ActionError && error.facts.effect === 'unknown') unsettled = error
      throw error
    }
  }

  try {
    return await withRetries(attempt, api.retries)
  } catch (error) {
    if (unsettled === undefined || error === moved) throw error
    try {
      const written = await reread()
      if (written !== undefined) return written
    } catch (cause) {
      throw cause === moved ? cause : unknownError(error, cause, target)
    }
    throw unwrittenError(error)
  }
}

/** The error of a write of which not even a read could tell how it ended. */
function unknownError(error: unknown, cause: unknown, { applicationId }: Target): ActionError {
  const [{ message, facts }] = asActionErrors(error)
  return new ActionError(
    `${message} Whether application ${applicationId} was changed is not known, as reading it failed, too.`,
    {
      ...facts,
      hint: 'Look at the application in the PingOne console, or run this step again: it changes nothing that is done.',
      effect: 'unknown',
      cause
    }
  )
}

/** The error of a write that a read showed to have had no effect. */
function unwrittenError(error: unknown): ActionError {
  const [{ message, facts }] = asActionErrors(error)
  return new ActionError(message, { ...facts, effect: 'none' })
}

function movedError({ applicationId }: Target, unsettled: ActionError | undefined): ActionError {
  const about =
    unsettled === undefined
      ? 'since it was read, so it was not written.'
      : 'while a write of this run was under way; it is neither as before nor as planned, and was left so.'
  return new ActionError(`Somebody else changed application ${applicationId} ${about}`, {
    code: 'APPLICATION_MOVED',
    hint: 'Look at the application, then run this step again.',
    effect: unsettled === undefined ? 'none' : 'unknown'
  })
}
