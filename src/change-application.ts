import { applyPlan } from './apply.ts'
import { ActionError, asActionErrors } from './error.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { WantedApplication } from './inputs/inputs.ts'
import type { Difference } from './json/differences.ts'
import {
  type Application,
  findApplication,
  readApplication,
  type Target
} from './pingone/application.ts'
import { type AccessContext, explainAccess } from './pingone/explain-access.ts'
import type { ReadApi, WriteApi } from './pingone/management-api.ts'
import {
  type Change,
  compareApplications,
  isSameApplication,
  type Plan,
  planChange
} from './plan.ts'
import { rollBack } from './roll-back.ts'
import type { Guards } from './rules.ts'
import { type Verification, verifyAnswer, verifyFurther } from './verify.ts'

/** What is to be done with one application. */
export type Task = {
  readonly wanted: WantedApplication
  readonly change: Change
  readonly guards: Guards
  readonly mode: Mode
}

/** `plan` and `check` have no API that could write. */
export type Mode =
  | { readonly name: 'plan' | 'check'; readonly api: ReadApi }
  | {
      readonly name: 'apply'
      readonly api: WriteApi
      /** Goes on after the time limit, so that a rollback is finished. */
      readonly rollbackApi: WriteApi
      readonly expectedFingerprint: string | undefined
      readonly verification: Verification
      readonly rollsBack: boolean
      readonly isCancelled: () => boolean
    }

type Status =
  | 'unchanged'
  | 'planned'
  | 'drifted'
  | 'changed'
  | 'rolled-back'
  | 'rollback-failed'
  | 'failed'

/** How the run ended for one application. */
export type Result = {
  readonly environmentId: string
  /** Undefined when the application was looked for by its name and not found. */
  readonly applicationId: string | undefined
  readonly status: Status
  /** The application before the run; undefined when it could not be read. */
  readonly before?: Application
  /** The application after the run; undefined when that is not known. */
  readonly after?: Application
  /** Whether the run left the application changed; undefined when that is not known. */
  readonly isChanged: boolean | undefined
  /** What was planned, with what the rules say about it. */
  readonly changes: readonly Difference[]
  readonly fingerprint?: string
  readonly warnings: Plan['warnings']
  readonly notes: Plan['notes']
  /** Properties that nobody asked for and that appeared with the write. */
  readonly additions: readonly Difference[]
  /** After a rollback that failed: what differs from before the run; `after` is the value to restore. */
  readonly toRestore: readonly Difference[]
  /** The `Correlation-Id` of PingOne's answers, for support. */
  readonly correlationIds: readonly string[]
  readonly startedAt: Date
  readonly durationMs: number
  readonly errors: readonly ActionError[]
}

type Known = Omit<Result, 'durationMs'>
type ApplyMode = Extract<Mode, { name: 'apply' }>

/** What an application is to be changed by, once nothing speaks against it. */
type Prepared = { readonly target: Target; readonly plan: Plan; readonly readAt: number }

/** Carries out the task for one application. Failures are in the result. */
export async function changeApplication(task: Task, context: AccessContext): Promise<Result> {
  const start = performance.now()
  const { known, prepared } = await prepare(task, context)
  const { mode } = task
  const end =
    prepared === undefined || mode.name !== 'apply'
      ? known
      : await apply(mode, prepared, known, context)
  return { ...end, durationMs: Math.round(performance.now() - start) }
}

/** Reads and plans. There is something prepared when there is a change that may be applied. */
async function prepare(
  { wanted, change, guards, mode }: Task,
  context: AccessContext
): Promise<{ readonly known: Known; readonly prepared?: Prepared }> {
  let known: Known = {
    environmentId: wanted.environmentId,
    applicationId: wanted.applicationId,
    status: 'failed',
    isChanged: false,
    changes: [],
    warnings: [],
    notes: [],
    additions: [],
    toRestore: [],
    correlationIds: context.http.correlationIds,
    startedAt: new Date(),
    errors: []
  }
  try {
    const target = await findApplication(mode.api, wanted)
    known = { ...known, ...target }
    const before = await readApplication(mode.api, target)
    const readAt = performance.now()
    known = { ...known, before, after: before }

    const plan = planChange(before, change, guards)
    const { changes, warnings, notes } = plan
    const fingerprint = fingerprintOf(plan)
    known = { ...known, changes, fingerprint, warnings, notes }

    if (mode.name === 'apply') refuseStalePlan(mode.expectedFingerprint, fingerprint, target)
    if (changes.length === 0) return { known: { ...known, status: 'unchanged' } }
    if (mode.name === 'check') {
      return {
        known: { ...known, status: 'drifted', notes: [], errors: [driftError(target, changes)] }
      }
    }
    return { known: { ...known, status: 'planned' }, prepared: { target, plan, readAt } }
  } catch (cause) {
    return { known: await fail(cause, 'read', known, wanted.applicationName, context) }
  }
}

/** Writes, verifies, and puts back what could not be verified. */
async function apply(
  mode: ApplyMode,
  { target, plan, readAt }: Prepared,
  known: Known,
  context: AccessContext
): Promise<Known> {
  let answer: Application
  try {
    answer = await applyPlan(mode.api, target, plan, readAt)
  } catch (cause) {
    const { after, ...failed } = await fail(cause, 'update', known, undefined, context)
    const isUnknown = failed.errors.some(({ facts }) => facts.effect === 'unknown')
    return isUnknown ? { ...failed, isChanged: undefined } : { ...failed, ...(after && { after }) }
  }
  let seen: Known = { ...known, after: answer, isChanged: !isSameApplication(plan.current, answer) }
  try {
    seen = { ...seen, additions: verifyAnswer(plan, answer, "PingOne's answer") }
    await verifyFurther(mode.api, target, plan, mode.verification, context)
    return { ...seen, status: 'changed' }
  } catch (cause) {
    return undo(mode, target, plan, answer, await fail(cause, 'read', seen, undefined, context))
  }
}

async function fail(
  cause: unknown,
  operation: 'read' | 'update',
  known: Known,
  applicationName: string | undefined,
  context: AccessContext
): Promise<Known> {
  const { environmentId, applicationId } = known
  const wanted = { environmentId, applicationId, applicationName }
  const errors = asActionErrors(await explainAccess(cause, operation, wanted, context))
  // What the change would mean is of no interest any more.
  return { ...known, status: 'failed', notes: [], errors }
}

/** After a write that could not be verified: sees how the application is, and puts it back if asked to. */
async function undo(
  mode: ApplyMode,
  target: Target,
  plan: Plan,
  answer: Application,
  known: Known
): Promise<Known> {
  let live: Application
  try {
    live = await readApplication(mode.rollbackApi, target)
  } catch (cause) {
    const { after: _, ...unknown } = known
    const failed = {
      ...unknown,
      isChanged: undefined,
      errors: [...known.errors, ...asActionErrors(cause)]
    }
    return mode.rollsBack && !mode.isCancelled()
      ? {
          ...failed,
          status: 'rollback-failed',
          toRestore: compareApplications(plan.desired, plan.current)
        }
      : failed
  }
  const isChanged = !isSameApplication(plan.current, live)
  const seen = { ...known, after: live, isChanged }
  // A cancelled run starts nothing new, and so no rollback either.
  if (!isChanged || !mode.rollsBack || mode.isCancelled()) return seen
  try {
    const { level } = mode.verification
    const after = await rollBack(mode.rollbackApi, target, plan, answer, live, level)
    return {
      ...seen,
      status: 'rolled-back',
      after,
      isChanged: !isSameApplication(plan.current, after)
    }
  } catch (cause) {
    return {
      ...seen,
      status: 'rollback-failed',
      toRestore: compareApplications(live, plan.current),
      errors: [...known.errors, ...asActionErrors(cause)]
    }
  }
}

function refuseStalePlan(
  expected: string | undefined,
  fingerprint: string,
  { applicationId }: Target
): void {
  if (expected === undefined || expected === fingerprint) return
  throw new ActionError(
    `The plan that expected-fingerprint stands for is out of date: application ${applicationId} or what is asked of it is no longer what was planned.`,
    {
      code: 'STALE_PLAN',
      hint: 'Run mode: plan again, and have the new plan approved.'
    }
  )
}

function driftError({ applicationId }: Target, changes: readonly Difference[]): ActionError {
  return new ActionError(
    `Application ${applicationId} differs from what is asked in: ${changes.map(({ path }) => path).join(', ')}.`,
    { code: 'DRIFT', hint: 'Run mode: apply to change it, or correct what is asked.' }
  )
}
