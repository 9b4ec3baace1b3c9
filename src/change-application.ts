import { applyPlan } from './apply.ts'
import { ActionError } from './error.ts'
import type { WantedApplication } from './inputs/inputs.ts'
import type { Difference } from './json/differences.ts'
import { type Application, findApplication, readApplication } from './pingone/application.ts'
import { type AccessContext, explainAccess } from './pingone/explain-access.ts'
import type { WriteApi } from './pingone/management-api.ts'
import { type Change, isSameApplication, type Plan, planChange, verifyPlan } from './plan.ts'
import type { Guards } from './rules.ts'

/** How the change of one application ended. */
export type Result = {
  readonly environmentId: string
  /** Undefined when the application was looked for by its name and not found. */
  readonly applicationId: string | undefined
  readonly status: 'unchanged' | 'changed' | 'failed'
  /** The application before the run; undefined when it could not be read. */
  readonly before?: Application
  /** The application after the run; undefined when that is not known. */
  readonly after?: Application
  /** Whether the run left the application changed; undefined when that is not known. */
  readonly isChanged: boolean | undefined
  /** What was planned, with what the rules say about it. */
  readonly changes: readonly Difference[]
  readonly warnings: Plan['warnings']
  readonly notes: Plan['notes']
  /** Properties that nobody asked for and that appeared with the write. */
  readonly additions: readonly Difference[]
  /** The `Correlation-Id` of PingOne's answers, for support. */
  readonly correlationIds: readonly string[]
  /** Empty unless the status is failed. */
  readonly errors: readonly ActionError[]
}

/** Reads one application, plans its change, writes it and verifies it. Failures are in the result. */
export async function changeApplication(
  api: WriteApi,
  wanted: WantedApplication,
  change: Change,
  guards: Guards,
  context: AccessContext
): Promise<Result> {
  let operation: 'read' | 'update' = 'read'
  let known: Omit<Result, 'status'> = {
    environmentId: wanted.environmentId,
    applicationId: wanted.applicationId,
    isChanged: false,
    changes: [],
    warnings: [],
    notes: [],
    additions: [],
    correlationIds: context.http.correlationIds,
    errors: []
  }
  try {
    const target = await findApplication(api, wanted)
    known = { ...known, ...target }
    const before = await readApplication(api, target)
    const readAt = performance.now()
    known = { ...known, before, after: before }

    const plan = planChange(before, change, guards)
    const { changes, warnings, notes } = plan
    if (changes.length === 0) return { ...known, status: 'unchanged' }
    known = { ...known, changes, warnings, notes }

    operation = 'update'
    const after = await applyPlan(api, target, plan, readAt)

    const { mismatches, additions } = verifyPlan(plan, after)
    known = { ...known, after, additions, isChanged: !isSameApplication(before, after) }
    if (mismatches.length > 0) throw mismatchError(target.applicationId, mismatches)
    return { ...known, status: 'changed' }
  } catch (cause) {
    const wantedNow = { ...wanted, applicationId: known.applicationId }
    const errors = asActionErrors(await explainAccess(cause, operation, wantedNow, context))
    const isUnknown =
      operation === 'update' && errors.some(({ facts }) => facts.effect === 'unknown')
    // What the change would have meant is of no interest any more.
    const failed = { ...known, status: 'failed', notes: [], errors } as const
    const { after: _, ...withoutAfter } = failed
    return isUnknown ? { ...withoutAfter, isChanged: undefined } : failed
  }
}

function mismatchError(applicationId: string, mismatches: readonly Difference[]): ActionError {
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

/** Any thrown value as errors of this action; what is none of them is a defect of ours. */
export function asActionErrors(thrown: unknown): readonly ActionError[] {
  if (thrown instanceof ActionError) return [thrown]
  if (thrown instanceof AggregateError) return thrown.errors.flatMap(asActionErrors)
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return [
    new ActionError(`The action met an error that it does not know (${text}).`, {
      code: 'UNEXPECTED',
      hint: 'Please report it with the log of this step.',
      effect: 'unknown'
    })
  ]
}
