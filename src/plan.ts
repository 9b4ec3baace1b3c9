import type { AuthMethod } from './auth-method.ts'
import { type Difference, differences } from './json/differences.ts'
import { canonical, type JsonObject, without } from './json/json.ts'
import { mergePatch } from './json/merge-patch.ts'
import { type Findings, type Guards, judgeChange } from './rules.ts'

/** Where an application's public keys come from; setting one clears the other. */
export type KeyChange = { readonly jwks: string } | { readonly jwksUrl: string }

/** What the workflow asks for. */
export type Change = {
  readonly authMethod: AuthMethod
  /** JSON Merge Patch (RFC 7396) of further properties. */
  readonly settings: JsonObject
  readonly keys?: KeyChange
}

export type Plan = {
  /** The application as it was read. */
  readonly current: JsonObject
  /** The application as it is to be. */
  readonly desired: JsonObject
  /** Empty when there is nothing to do. */
  readonly changes: readonly Difference[]
  /** The body of the PUT, which replaces the whole application. */
  readonly body: JsonObject
  /** Empty when there is nothing to do. */
  readonly warnings: Findings['warnings']
  readonly notes: Findings['notes']
}

/** How an application as PingOne shows it compares with a plan that was carried out. */
type Comparison = {
  /** Properties that are not as planned; `before` is the planned value. Empty when all is well. */
  readonly mismatches: readonly Difference[]
  /** Properties nobody asked for that appeared, and defaults that took the place of cleared ones. */
  readonly additions: readonly Difference[]
}

// PingOne ignores these in a PUT; clientId stands behind a feature flag, so it is left out as well.
const NEVER_SENT = new Set([
  '_links',
  '_embedded',
  'id',
  'environment',
  'createdAt',
  'updatedAt',
  'clientId',
  'assignActorRoles'
])

// These may move with any write, or say something about the request and not about the application.
export const NOT_COMPARED = new Set(['_links', '_embedded', 'updatedAt', 'assignActorRoles'])

/**
 * Plans the change of one application from its document, as PingOne showed it. Throws an
 * AggregateError of one ActionError for each rule that forbids it.
 */
export function planChange(current: JsonObject, change: Change, guards: Guards): Plan {
  const desired = mergePatch(current, {
    ...change.settings,
    ...keyPatch(change.keys),
    tokenEndpointAuthMethod: change.authMethod
  })
  const changes = differences(current, desired)
  const { refusals, warnings, notes } = judgeChange(current, desired, guards)
  if (refusals.length > 0) throw new AggregateError(refusals)
  const hasChanges = changes.length > 0
  return {
    current,
    desired,
    changes,
    body: bodyOf(desired),
    warnings: hasChanges ? warnings : [],
    notes: hasChanges ? notes : []
  }
}

/** The body of a PUT that makes an application what the document shows. */
export function bodyOf(application: JsonObject): JsonObject {
  return without(application, NEVER_SENT)
}

function keyPatch(keys: KeyChange | undefined): JsonObject {
  if (keys === undefined) return {}
  return 'jwks' in keys ? { ...keys, jwksUrl: null } : { ...keys, jwks: null }
}

/** Compares the application after the write with the plan. */
export function verifyPlan(plan: Plan, answer: JsonObject): Comparison {
  const cleared = new Map(
    plan.changes
      .filter(({ after }) => after === undefined)
      .map(({ path, before }) => [path, before])
  )
  const found = compareApplications(plan.desired, answer)
  const isAddition = ({ path, before, after }: Difference): boolean => {
    const wasBefore = cleared.get(path)
    return (
      before === undefined &&
      // Omitting a property that has a default resets it; one that kept its value was not cleared.
      (wasBefore === undefined || after === undefined || canonical(wasBefore) !== canonical(after))
    )
  }
  return {
    mismatches: found.filter((difference) => !isAddition(difference)),
    additions: found.filter(isAddition)
  }
}

/** What differs between two readings of an application, whatever PingOne noted around it. */
export function compareApplications(one: JsonObject, other: JsonObject): Difference[] {
  return differences(without(one, NOT_COMPARED), without(other, NOT_COMPARED))
}

/** Whether two readings show the same application. */
export function isSameApplication(one: JsonObject, other: JsonObject): boolean {
  return compareApplications(one, other).length === 0
}
