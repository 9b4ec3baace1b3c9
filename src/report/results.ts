import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setOutput } from '@actions/core'
import type { Result } from '../change-application.ts'
import type { ActionError } from '../error.ts'
import type { Difference } from '../json/differences.ts'
import { type JsonObject, stringMember } from '../json/json.ts'
import { logWarning } from './log.ts'
import { hideSecrets } from './properties.ts'
import { cleanText } from './text.ts'

// The runner takes outputs of 1 MB a job, counted in two bytes a character.
const LONGEST_OUTPUT = 500_000

/** One application's record, as the outputs `results` and `results-file` have it. */
type Record = {
  readonly environmentId: string
  readonly applicationId: string | null
  readonly applicationName: string | null
  readonly clientId: string | null
  readonly previousAuthMethod: string | null
  readonly authMethod: string | null
  readonly status: Result['status']
  readonly changes: readonly Difference[]
  readonly warnings: readonly string[]
  readonly correlationIds: readonly string[]
  readonly fingerprint: string | null
  readonly startedAt: string
  readonly durationMs: number
  readonly error: {
    readonly code: string
    readonly message: string
    readonly hint: string | null
    readonly pingOneErrorId: string | null
  } | null
}

/** Sets the outputs `plan`, `results` and `results-file`. A file that cannot be written is a warning. */
export function writeResults(results: readonly Result[]): void {
  const records = results.map(toRecord)
  setLongOutput(
    'plan',
    records.map(({ environmentId, applicationId, applicationName, changes }) => ({
      environmentId,
      applicationId,
      applicationName,
      changes
    }))
  )
  setLongOutput('results', records)
  const file = join(process.env.RUNNER_TEMP || tmpdir(), `pingone-results-${randomUUID()}.json`)
  try {
    writeFileSync(file, `${JSON.stringify(records, null, 2)}\n`, { flag: 'wx' })
    setOutput('results-file', file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error'
    logWarning(`The results could not be written to a file (${code}); the output results has them.`)
  }
}

function setLongOutput(name: string, value: unknown): void {
  const text = JSON.stringify(value)
  if (text.length <= LONGEST_OUTPUT) setOutput(name, text)
  else logWarning(`The output ${name} is left empty, as it has over 500 kB; see results-file.`)
}

function toRecord(result: Result): Record {
  const { before, after, errors } = result
  return {
    environmentId: result.environmentId,
    applicationId: result.applicationId ?? null,
    applicationName: textOf(before, 'name'),
    clientId: textOf(before, 'clientId'),
    previousAuthMethod: textOf(before, 'tokenEndpointAuthMethod'),
    authMethod: textOf(after, 'tokenEndpointAuthMethod'),
    status: result.status,
    changes: result.changes.map(hideSecrets),
    warnings: result.warnings.map((warning) => cleanText(warning)),
    correlationIds: result.correlationIds.map((id) => cleanText(id, 100)),
    fingerprint: result.fingerprint ?? null,
    startedAt: result.startedAt.toISOString(),
    durationMs: result.durationMs,
    error: errors[0] === undefined ? null : errorRecord(errors[0])
  }
}

function textOf(application: JsonObject | undefined, name: string): string | null {
  const text = application && stringMember(application, name)
  return text === undefined ? null : cleanText(text)
}

function errorRecord({ message, facts }: ActionError): Record['error'] {
  return {
    code: cleanText(facts.code, 100),
    message: cleanText(message),
    hint: facts.hint ?? null,
    pingOneErrorId: facts.pingOneErrorId === undefined ? null : cleanText(facts.pingOneErrorId, 100)
  }
}
