import { type AuthMethod, METHOD_RULES, parseAuthMethod } from './auth-method.ts'
import { ActionError } from './error.ts'
import { isArray, type JsonObject, stringMember } from './json/json.ts'

/** What must be so for a plan to be made, beside what the change asks for. */
export type Guards = {
  /** The name that the application must bear. */
  readonly applicationName: string | undefined
  /** The client that the run is signed in as. */
  readonly workerClientId: string | undefined
  /** Whether a client that authenticates may be moved to NONE. */
  readonly allowDowngrade: boolean
}

/** What the rules say of a change: nothing is written when there are refusals. */
export type Findings = {
  readonly refusals: readonly ActionError[]
  /** Risks that the user should act upon, as sentences. */
  readonly warnings: readonly string[]
  /** What the change means for the clients of the application, as sentences. */
  readonly notes: readonly string[]
}

const ENFORCED_PKCE = ['REQUIRED', 'S256_REQUIRED']

/** Holds an application, as it is and as it is to be, against the rules. */
export function judgeChange(current: JsonObject, desired: JsonObject, guards: Guards): Findings {
  const before = methodOf(current)
  const after = methodOf(desired)
  return {
    refusals: [
      ...refusedApplication(current, guards),
      ...(after === undefined ? [] : refusedMethod(current, desired, after)),
      ...refusedDowngrade(current, before, after, guards)
    ],
    warnings: [...aboutStrength(before, after), ...aboutPkce(current, desired)],
    notes: before === after ? [] : notesOnMove(after)
  }
}

/** The error for an application that is the worker itself: the run would lock itself out. */
export function workerAsTargetError(applicationId: string): ActionError {
  return refusal(
    'WORKER_AS_TARGET',
    `Application ${applicationId} is the worker that this run is signed in as, and changing it could end every later run.`,
    'Change it in the PingOne console, or sign in as another worker.'
  )
}

/** Whether an application bears a name, without regard to case, as PingOne's own tools compare. */
export function bearsName(application: JsonObject, name: string): boolean {
  return fold(stringMember(application, 'name') ?? '') === fold(name)
}

function fold(name: string): string {
  return name.trim().normalize('NFC').toLowerCase()
}

function refusedApplication(
  current: JsonObject,
  { applicationName, workerClientId }: Guards
): ActionError[] {
  const refusals: ActionError[] = []
  const id = stringMember(current, 'id') ?? ''
  const type = stringMember(current, 'type')
  const protocol = stringMember(current, 'protocol')
  if (applicationName !== undefined && !bearsName(current, applicationName)) {
    refusals.push(
      refusal(
        'ANOTHER_NAME',
        `${nameOf(current)} does not bear the name "${applicationName}".`,
        'Check application-id and application-name: one of them names another application.'
      )
    )
  }
  if (protocol !== 'OPENID_CONNECT') {
    refusals.push(
      refusal(
        'NOT_AN_OIDC_APPLICATION',
        `${nameOf(current)} has protocol ${protocol ?? 'unknown'}; only OPENID_CONNECT applications have a token endpoint authentication method.`,
        'Check application-id.'
      )
    )
  }
  if (type?.startsWith('PING_ONE_')) {
    refusals.push(
      refusal(
        'SYSTEM_APPLICATION',
        `${nameOf(current)} is a system application of PingOne (type ${type}), which this action does not change.`,
        'Check application-id.'
      )
    )
  }
  const isWorker =
    workerClientId !== undefined &&
    [id, stringMember(current, 'clientId')].some(
      (known) => known?.toLowerCase() === workerClientId.toLowerCase()
    )
  return isWorker ? [...refusals, workerAsTargetError(id)] : refusals
}

function refusedMethod(
  current: JsonObject,
  desired: JsonObject,
  method: AuthMethod
): ActionError[] {
  const { excludedGrantTypes, excludedTypes, needsKeys } = METHOD_RULES[method]
  const refusals: ActionError[] = []
  const type = stringMember(desired, 'type') ?? ''
  if (excludedTypes.includes(type)) {
    refusals.push(
      refusal(
        'METHOD_EXCLUDED',
        `${nameOf(current)} is of type ${type}, and PingOne does not take ${method} for that type.`,
        'Use a method that authenticates the client.'
      )
    )
  }
  const grantTypes = isArray(desired.grantTypes) ? desired.grantTypes : []
  const excluded = excludedGrantTypes.filter((grantType) => grantTypes.includes(grantType))
  if (excluded.length > 0) {
    refusals.push(
      refusal(
        'METHOD_EXCLUDED',
        `${nameOf(current)} has the grant type ${excluded.join(' and ')}, with which PingOne does not take ${method}.`,
        'Use a method that authenticates the client, or change grantTypes in settings.'
      )
    )
  }
  const keys = ['jwks', 'jwksUrl'].filter((name) => stringMember(desired, name))
  if (needsKeys && keys.length !== 1) {
    refusals.push(
      refusal(
        'KEYS_NEEDED',
        `${method} needs exactly one of jwks and jwksUrl, and ${nameOf(current)} would have ${keys.length === 0 ? 'neither' : 'both'}.`,
        keys.length === 0
          ? "Give the client's public keys by jwks, jwks-file or jwks-url."
          : 'Clear one of them in settings, with null.'
      )
    )
  }
  return refusals
}

function refusedDowngrade(
  current: JsonObject,
  before: AuthMethod | undefined,
  after: AuthMethod | undefined,
  { allowDowngrade }: Guards
): ActionError[] {
  // A method that nobody here knows may authenticate, so leaving it is a downgrade, too.
  const isDowngrade = after === 'NONE' && before !== 'NONE'
  if (!isDowngrade || allowDowngrade) return []
  return [
    refusal(
      'DOWNGRADE',
      `${nameOf(current)} authenticates by ${before ?? 'an unknown method'}; NONE would let anybody act as this client.`,
      'If that is meant, set allow-downgrade: true.'
    )
  ]
}

function aboutStrength(before: AuthMethod | undefined, after: AuthMethod | undefined): string[] {
  if (before === undefined || after === undefined) return []
  if (METHOD_RULES[after].strength >= METHOD_RULES[before].strength) return []
  return [`${after} is a weaker method than ${before}. Check that the move is meant.`]
}

/** What the plan brings about anew; a state that is there already is nobody's news. */
function aboutPkce(current: JsonObject, desired: JsonObject): string[] {
  const isOpen = (application: JsonObject): boolean =>
    methodOf(application) === 'NONE' && !enforcesPkce(application)
  // The documentation says so in one place and shows the opposite in others.
  const isDisputed = (application: JsonObject): boolean =>
    methodOf(application) !== 'NONE' && enforcesPkce(application)
  if (isOpen(desired) && !isOpen(current)) {
    return [
      'With NONE and without PKCE enforcement, whoever gets hold of an authorization code can use it. Set pkceEnforcement: S256_REQUIRED in settings.'
    ]
  }
  if (isDisputed(desired) && !isDisputed(current)) {
    return [
      "A part of PingOne's documentation says that enforced PKCE goes with NONE alone. Try the sign-in before you rely on it."
    ]
  }
  return []
}

function notesOnMove(after: AuthMethod | undefined): string[] {
  if (after === undefined) return []
  const { authenticates, needsKeys, worksInConsole } = METHOD_RULES[after]
  return [
    `Every client of the application must switch to ${after} at once: PingOne accepts no other method from now on.`,
    'The method also governs introspection, revocation and pushed authorization requests (PAR).',
    ...(needsKeys ? ['The clients sign with the private keys of jwks or jwksUrl.'] : []),
    ...(authenticates && !needsKeys ? ['The client secret stays as it is.'] : []),
    ...(worksInConsole
      ? []
      : [
          "The console's Get Access Token works with CLIENT_SECRET_BASIC and CLIENT_SECRET_POST alone."
        ])
  ]
}

function enforcesPkce(application: JsonObject): boolean {
  return ENFORCED_PKCE.includes(stringMember(application, 'pkceEnforcement') ?? '')
}

function methodOf(application: JsonObject): AuthMethod | undefined {
  return parseAuthMethod(stringMember(application, 'tokenEndpointAuthMethod') ?? '')
}

function nameOf(application: JsonObject): string {
  return `Application "${stringMember(application, 'name') ?? ''}" (${stringMember(application, 'id') ?? 'no id'})`
}

function refusal(code: string, message: string, hint: string): ActionError {
  return new ActionError(message, { code, hint })
}
