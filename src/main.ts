import { watchCancellation } from './cancellation.ts'
import { asActionErrors, changeApplication, type Result } from './change-application.ts'
import { type Inputs, readInputs } from './inputs/inputs.ts'
import { accessTokenSource } from './pingone/access-token.ts'
import { openHttp } from './pingone/http.ts'
import { managementApi } from './pingone/management-api.ts'
import { createPace } from './pingone/pace.ts'
import { proxySettings } from './pingone/proxy.ts'
import { requestHeaders } from './pingone/request-headers.ts'
import { describeError, logFailure, logLine, logResult, logWarning } from './report/log.ts'
import { setOutputs } from './report/outputs.ts'
import { writeFailureSummary, writeSummary } from './report/summary.ts'

/** The action: inputs → access token → current application → plan → apply → verify → report. */
export async function run(): Promise<void> {
  try {
    const result = await change(await readInputs())
    logResult(result)
    setOutputs(result)
    await writeSummary(result)
  } catch (cause) {
    const errors = asActionErrors(cause)
    for (const error of errors) logFailure(describeError(error))
    await writeFailureSummary(errors)
  }
}

async function change(inputs: Inputs): Promise<Result> {
  const { wanted, change, guards, worker, endpoints, network } = inputs
  for (const warning of inputs.warnings) logWarning(warning)
  logLine(
    `Setting application ${wanted.applicationId ?? `"${wanted.applicationName}"`} in environment ${wanted.environmentId} (${endpoints.name}) to ${change.authMethod}.`
  )
  const http = openHttp({
    requestTimeoutMs: network.requestTimeoutMs,
    proxies: proxySettings(process.env),
    headers: requestHeaders(process.env)
  })
  const { signal, deadline, dispose } = watchCancellation(network.timeLimitMs)
  try {
    const retries = { maxRetries: network.maxRetries, signal, deadline, onRetry: logLine }
    const api = managementApi({
      apiUrl: endpoints.apiUrl,
      http,
      accessToken: accessTokenSource(worker, http, endpoints, retries),
      pace: createPace(network.requestsPerMinute),
      retries
    })
    return await changeApplication(api, wanted, change, guards, { http, endpoints, worker })
  } finally {
    dispose()
    await http.close()
  }
}
