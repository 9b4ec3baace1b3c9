import { type Cancellation, watchCancellation } from './cancellation.ts'
import { changeApplication, type Mode, type Result } from './change-application.ts'
import { asActionErrors } from './error.ts'
import { type Inputs, readInputs } from './inputs/inputs.ts'
import { accessTokenSource } from './pingone/access-token.ts'
import { type Http, openHttp } from './pingone/http.ts'
import { readApi, writeApi } from './pingone/management-api.ts'
import { createPace } from './pingone/pace.ts'
import { proxySettings } from './pingone/proxy.ts'
import { requestHeaders } from './pingone/request-headers.ts'
import { describeError, logFailure, logLine, logResult, logWarning } from './report/log.ts'
import { setOutputs } from './report/outputs.ts'
import { writeResults } from './report/results.ts'
import { writeFailureSummary, writeSummary } from './report/summary.ts'

const HEADINGS = {
  apply: 'Setting the method of application',
  plan: 'Planning the method of application',
  check: 'Checking the method of application'
} as const

/** The action: inputs → access token → current application → plan → apply → verify → report. */
export async function run(): Promise<void> {
  let result: Result
  try {
    result = await change(await readInputs())
  } catch (cause) {
    const errors = asActionErrors(cause)
    for (const error of errors) logFailure(describeError(error))
    await writeFailureSummary(errors)
    return
  }
  try {
    logResult(result)
    setOutputs(result)
    writeResults([result])
  } catch (cause) {
    // Whatever the outputs lack, the summary is to tell how the run ended.
    for (const error of asActionErrors(cause)) logFailure(describeError(error))
  }
  await writeSummary(result)
}

async function change(inputs: Inputs): Promise<Result> {
  const { wanted, change, guards, worker, endpoints, network } = inputs
  for (const warning of inputs.warnings) logWarning(warning)
  logLine(
    `${HEADINGS[inputs.safety.mode]} ${wanted.applicationId ?? `"${wanted.applicationName}"`} in environment ${wanted.environmentId} (${endpoints.name}): ${change.authMethod}.`
  )
  const http = openHttp({
    requestTimeoutMs: network.requestTimeoutMs,
    proxies: proxySettings(process.env),
    headers: requestHeaders(process.env)
  })
  const cancellation = watchCancellation(network.timeLimitMs)
  try {
    const mode = modeOf(inputs, http, cancellation)
    return await changeApplication({ wanted, change, guards, mode }, { http, endpoints, worker })
  } finally {
    cancellation.dispose()
    await http.close()
  }
}

function modeOf(inputs: Inputs, http: Http, cancellation: Cancellation): Mode {
  const { worker, endpoints, network } = inputs
  const { mode, expectedFingerprint, verification, onFailure } = inputs.safety
  const { signal, cancelSignal, writeSignal, settleSignal, deadline } = cancellation
  const { maxRetries } = network
  const retries = { maxRetries, signal, deadline, onRetry: logLine }
  const options = {
    apiUrl: endpoints.apiUrl,
    http,
    accessToken: accessTokenSource(worker, http, endpoints),
    pace: createPace(network.requestsPerMinute),
    retries,
    writeSignal,
    settleSignal
  }
  if (mode !== 'apply') return { name: mode, api: readApi(options) }
  // Not bound to the time limit, so that a rollback is finished; a cancelled job leaves it seconds.
  const unlimited = { ...retries, signal: writeSignal, deadline: Number.POSITIVE_INFINITY }
  return {
    name: mode,
    api: writeApi(options),
    rollbackApi: writeApi({ ...options, retries: unlimited }),
    expectedFingerprint,
    verification,
    rollsBack: onFailure === 'rollback',
    isCancelled: () => cancelSignal.aborted
  }
}
