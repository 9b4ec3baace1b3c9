import { applyPlan } from './apply.ts'
import { ActionError } from './error.ts'
import type { Target } from './inputs/inputs.ts'
import type { Difference } from './json/differences.ts'
import { type Application, readApplication } from './pingone/application.ts'
import { type AccessContext, explainAccess } from './pingone/explain-access.ts'
import type { WriteApi } from './pingone/management-api.ts'
import { type Change, isSameApplication, planChange, verifyPlan } from './plan.ts'

/** How the change of one application ended. */
export type Result = {
  readonly target: Target
  readonly status: 'unchanged' | 'changed' | 'failed'
  /** The application before the run; undefined when it could not be read. */
  readonly before?: Application
  /** The application after the run; undefined when that is not known. */
  readonly after?: Application
  /** Whether the run left the application changed; undefined when that is not known. */
  readonly isChanged: boolean | undefined
  /** What was planned. */
  readonly changes: readonly Difference[]
  /** Properties that nobody asked for and that appeared with the write. */
  readonly additions: readonly Difference[]
  /** The `Correlation-Id` of PingOne's answers, for support. */
  readonly correlationIds: readonly string[]
  readonly error?: ActionError
}

/** Reads one application, plans its change, writes it and verifies it. Failures are in the result. */
export async function changeApplication(
  api: WriteApi,
  target: Target,
  change: Change,
  context: AccessContext
): Promise<Result> {
  let operation: 'read' | 'update' = 'read'
  let known: Omit<Result, 'status'> = {
    target,
    isChanged: false,
    changes: [],
    additions: [],
    correlationIds: context.http.correlationIds
  }
  try {
    const before = await readApplication(api, target)
    const readAt = performance.now()
    known = { ...known, before, after: before }

    const plan = planChange(before, change)
    if (plan.changes.length === 0) return { ...known, status: 'unchanged' }
    known = { ...known, changes: plan.changes }

    operation = 'update'
    const after = await applyPlan(api, target, plan, readAt)

    const { mismatches, additions } = verifyPlan(plan, after)
    known = { ...known, after, additions, isChanged: !isSameApplication(before, after) }
    if (mismatches.length > 0) throw mismatchError(target, mismatches)
    return { ...known, status: 'changed' }
  } catch (cause) {
    const error = asActionError(await explainAccess(cause, operation, target, context))
    const isUnknown = operation === 'update' && error.facts.effect === 'unknown'
    const { after: _, ...withoutAfter } = known
    return isUnknown
      ? { ...withoutAfter, status: 'failed', isChanged: undefined, error }
      : { ...known, status: 'failed', error }
  }
}

function mismatchError({ applicationId }: Target, mismatches: readonly Difference[]): ActionError {
  const differing = mismatches.map(({ path }) => path).join(', ')
  return new ActionError(
    `PingOne took the write to application ${applicationId}, but shows it otherwise than planned in: ${differing}.`,
    {
      code: 'VERIFICATION_FAILED',
      hint: 'Nothing was put back. Compare these properties with the log and correct them in PingOne.',
      details: mismatches.map(({ path }) => ({ target: path }))
    }
  )
}

/** Any thrown value as the error of this action; what is not one of them is a defect of ours. */
export function asActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new ActionError(`The action met an error that it does not know (${text}).`, {
    code: 'UNEXPECTED',
    hint: 'Please report it with the log of this step.',
    effect: 'unknown'
  })
}
