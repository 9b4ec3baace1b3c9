import { applyPlan } from './apply.ts'
import { ActionError } from './error.ts'
import type { Application, Target } from './pingone/application.ts'
import type { WriteApi } from './pingone/management-api.ts'
import { bodyOf, compareApplications, isSameApplication, type Plan, verifyPlan } from './plan.ts'
import { type Verification, verifyAnswer, verifyReading } from './verify.ts'

/**
 * Puts an application back as it was before a plan was carried out, and verifies that as the write was
 * verified, short of authenticating as the application.
 * `live` is how it is now, and `answer` how PingOne showed it after the write of this run: what is
 * neither that nor as planned is somebody else's change, and is left alone. Throws an ActionError.
 */
export async function rollBack(
  api: WriteApi,
  target: Target,
  plan: Plan,
  answer: Application,
  live: Application,
  level: Verification['level']
): Promise<Application> {
  const isOurs = isSameApplication(answer, live) || verifyPlan(plan, live).mismatches.length === 0
  if (!isOurs) {
    throw new ActionError(
      `Somebody else changed application ${target.applicationId} after the write of this run, so it was not put back.`,
      {
        code: 'APPLICATION_MOVED',
        hint: 'Restore by hand what is listed, where that is still right.'
      }
    )
  }
  const back = planBack(plan.current, live)
  const restored = await applyPlan(api, target, back, performance.now())
  verifyAnswer(back, restored, "PingOne's answer")
  return level === 'response' ? restored : verifyReading(api, target, back)
}

function planBack(before: Application, live: Application): Plan {
  return {
    current: live,
    desired: before,
    changes: compareApplications(live, before),
    body: bodyOf(before),
    warnings: [],
    notes: []
  }
}
