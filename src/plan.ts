import type { AuthMethod } from './auth-method.ts'
import { ActionError } from './error.ts'
import { type Difference, differences } from './json/differences.ts'
import { canonical, type JsonObject, stringMember, without } from './json/json.ts'
import { mergePatch } from './json/merge-patch.ts'

/** What the workflow asks for. */
export type Change = {
  readonly authMethod: AuthMethod
  /** JSON Merge Patch (RFC 7396) of further properties. */
  readonly settings: JsonObject
  readonly allowDowngrade: boolean
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
}

/** What an application as PingOne shows it says about a plan that was carried out. */
export type Verification = {
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
const NOT_COMPARED = new Set(['_links', '_embedded', 'updatedAt', 'assignActorRoles'])

/**
 * Plans the change of one application from its document, as PingOne showed it. Throws an ActionError
 * when this action must not change the application so.
 */
export function planChange(current: JsonObject, change: Change): Plan {
  refuseForeignKinds(current)
  refuseDowngrade(current, change)
  const desired = mergePatch(current, {
    ...change.settings,
    tokenEndpointAuthMethod: change.authMethod
  })
  return {
    current,
    desired,
    changes: differences(current, desired),
    body: without(desired, NEVER_SENT)
  }
}

/** Compares the application after the write with the plan. */
export function verifyPlan(plan: Plan, answer: JsonObject): Verification {
  const cleared = new Map(
    plan.changes
      .filter(({ after }) => after === undefined)
      .map(({ path, before }) => [path, before])
  )
  const found = differences(without(plan.desired, NOT_COMPARED), without(answer, NOT_COMPARED))
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

/** Whether two readings of an application show the same, whatever PingOne noted around it. */
export function isSameApplication(one: JsonObject, other: JsonObject): boolean {
  return differences(without(one, NOT_COMPARED), without(other, NOT_COMPARED)).length === 0
}

function refuseForeignKinds(current: JsonObject): void {
  const protocol = stringMember(current, 'protocol')
  if (protocol !== 'OPENID_CONNECT') {
    throw new ActionError(
      `${nameOf(current)} has protocol ${protocol ?? 'unknown'}; only OPENID_CONNECT applications have a token endpoint authentication method.`,
      { code: 'NOT_AN_OIDC_APPLICATION', hint: 'Check application-id.' }
    )
  }
  const type = stringMember(current, 'type')
  if (type?.startsWith('PING_ONE_')) {
    throw new ActionError(
      `${nameOf(current)} is a system application of PingOne (type ${type}), which this action does not change.`,
      { code: 'SYSTEM_APPLICATION', hint: 'Check application-id.' }
    )
  }
}

function refuseDowngrade(current: JsonObject, { authMethod, allowDowngrade }: Change): void {
  const method = stringMember(current, 'tokenEndpointAuthMethod')
  if (authMethod === 'NONE' && method !== 'NONE' && !allowDowngrade) {
    throw new ActionError(
      `${nameOf(current)} authenticates by ${method ?? 'an unknown method'}; NONE would let anybody act as this client.`,
      { code: 'DOWNGRADE', hint: 'If that is meant, set allow-downgrade: true.' }
    )
  }
}

function nameOf(application: JsonObject): string {
  return `Application "${stringMember(application, 'name') ?? ''}" (${stringMember(application, 'id') ?? 'no id'})`
}
