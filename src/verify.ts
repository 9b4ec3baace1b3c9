import { ActionError } from './error.ts'
import type { ClientAuthentication } from './inputs/worker.ts'
import type { Difference } from './json/differences.ts'
import { stringMember } from './json/json.ts'
import {
  type Application,
  readApplication,
  readApplicationSecret,
  type Target
} from './pingone/application.ts'
import { type AccessContext, explainAccess } from './pingone/explain-access.ts'
import { proveClientAuthentication } from './pingone/introspection.ts'
import type { ReadApi } from './pingone/management-api.ts'
import { type Plan, verifyPlan } from './plan.ts'

/** How a write is verified; each level includes the ones before it. */
export type Verification =
  | { readonly level: 'response' | 'read-back' }
  | {
      readonly level: 'client-authentication'
      /** The application's credentials; without them the worker reads the secret. */
      readonly authentication: ClientAuthentication | { readonly method: SecretMethod }
    }

type SecretMethod = Exclude<ClientAuthentication['method'], 'PRIVATE_KEY_JWT'>

/** Compares an answer with the plan. Returns what newly appeared; throws an ActionError of the rest. */
export function verifyAnswer(
  plan: Plan,
  answer: Application,
  whose: string
): readonly Difference[] {
  const { mismatches, additions } = verifyPlan(plan, answer)
  if (mismatches.length === 0) return additions
  const differing = mismatches.map(({ path }) => path).join(', ')
  throw new ActionError(
    `PingOne took the write to application ${stringMember(answer, 'id')}, but ${whose} shows it otherwise than planned in: ${differing}.`,
    {
      code: 'VERIFICATION_FAILED',
      hint: 'Compare these properties with the log.',
      details: mismatches.map(({ path }) => ({ target: path }))
    }
  )
}

/** Reads the application again and compares it with the plan. Throws an ActionError. */
export async function verifyReading(
  api: ReadApi,
  target: Target,
  plan: Plan
): Promise<Application> {
  const live = await readApplication(api, target)
  verifyAnswer(plan, live, 'a later reading')
  return live
}

/** Verifies beyond the answer to the write, as far as the level asks for. Throws an ActionError. */
export async function verifyFurther(
  api: ReadApi,
  target: Target,
  plan: Plan,
  verification: Verification,
  context: AccessContext
): Promise<void> {
  if (verification.level === 'response') return
  const live = await verifyReading(api, target, plan)
  if (verification.level !== 'client-authentication') return
  const { authentication } = verification
  const credentials =
    authentication.method === 'PRIVATE_KEY_JWT' || 'secret' in authentication
      ? authentication
      : { ...authentication, secret: await readSecret(api, target, context) }
  await proveClientAuthentication(
    context.http,
    context.endpoints.authorizationServer(target.environmentId),
    stringMember(live, 'clientId') ?? target.applicationId,
    credentials,
    api.retries
  )
}

async function readSecret(api: ReadApi, target: Target, context: AccessContext): Promise<string> {
  try {
    return await readApplicationSecret(api, target)
  } catch (error) {
    throw await explainAccess(
      error,
      'read the secret of',
      { ...target, applicationName: undefined },
      context
    )
  }
}
