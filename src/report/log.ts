import { error, info, warning } from '@actions/core'
import type { Result } from '../change-application.ts'
import type { ActionError } from '../error.ts'
import { stringMember } from '../json/json.ts'
import { showValue } from './properties.ts'
import { cleanText } from './text.ts'

export function logLine(text: string): void {
  info(cleanText(text))
}

export function logWarning(text: string): void {
  warning(cleanText(text))
}

/** Writes an error annotation and makes the step fail when the process ends. */
export function logFailure(text: string): void {
  error(cleanText(text, 4000))
  process.exitCode = 1
}

/** The whole of an error in one line: what happened, what to do, and what support asks for. */
export function describeError({ message, facts }: ActionError): string {
  const { hint, pingOneErrorId, correlationId } = facts
  const ids = [
    pingOneErrorId && `PingOne error ID ${pingOneErrorId}`,
    correlationId && `correlation ID ${correlationId}`
  ].filter(Boolean)
  return [message, hint, ids.length > 0 && `(${ids.join(', ')})`].filter(Boolean).join(' ')
}

/** The result of one application for a person who follows the log. */
export function logResult(result: Result): void {
  const { before, changes, warnings, notes, additions, toRestore, correlationIds, errors } = result
  const name = before ? `"${stringMember(before, 'name')}" ` : ''
  logLine(
    `Application ${name}(${result.applicationId ?? 'not found'}) in environment ${result.environmentId}: ${result.status}`
  )
  for (const { path, before: was, after } of changes) {
    if (was !== undefined) logLine(`  - ${path}: ${showValue(path, was)}`)
    if (after !== undefined) logLine(`  + ${path}: ${showValue(path, after)}`)
  }
  for (const { path, after } of toRestore) {
    logLine(`  To restore by hand: ${path}: ${showValue(path, after)}`)
  }
  for (const note of notes) logLine(`  Note: ${note}`)
  if (correlationIds.length > 0) logLine(`  Correlation IDs: ${correlationIds.join(', ')}`)
  for (const warning of warnings) logWarning(warning)
  for (const { path, after } of additions) {
    logWarning(
      `PingOne added ${path} with the value ${showValue(path, after)} to application ${result.applicationId}, which nobody asked for. If it took the place of a property that settings cleared, write that value into settings, so that the next run has nothing to change.`
    )
  }
  for (const error of errors) logFailure(`${describeError(error)} ${whereThingsStand(result)}`)
}

/** The state in which a failed run left the application. */
export function whereThingsStand({ status, isChanged, applicationId }: Result): string {
  if (applicationId === undefined) return 'Nothing was changed.'
  if (status === 'rolled-back') {
    return `Application ${applicationId} was put back as it was before the run.`
  }
  if (status === 'rollback-failed') {
    return `Application ${applicationId} could not be put back: restore by hand what is listed under "To restore by hand".`
  }
  if (isChanged === undefined) return `Whether application ${applicationId} is changed is unknown.`
  return isChanged
    ? `Application ${applicationId} is changed, and was left so.`
    : `Nothing was changed in application ${applicationId}.`
}
