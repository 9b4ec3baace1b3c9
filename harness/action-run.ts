import { existsSync, readFileSync, statSync } from 'node:fs'
import type { CommandFiles, FoundFile } from './environment.ts'
import { type NameAndValue, parseFileCommand, parsePathFile } from './file-commands.ts'
import type { Channel } from './leaks.ts'
import { splitLines } from './lines.ts'
import type { SecretMasker } from './masks.ts'
import type { ProcessEnd } from './process.ts'
import type { Annotation, StepLog } from './step-log.ts'

export type ActionRun = {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** Failure too when a file command or a log command could not be carried out. */
  readonly conclusion: 'success' | 'failure'
  /** What a person sees, without the header that repeats the inputs. */
  readonly log: string
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  /** The outputs that may leave the job: not empty, and no mask in them. */
  readonly jobOutputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  /** GITHUB_ENV. */
  readonly environment: Readonly<Record<string, string>>
  /** GITHUB_PATH. */
  readonly path: readonly string[]
  /** Masked; '' when over 1 MiB. */
  readonly summary: string
  /** The runner's own. */
  readonly warnings: readonly string[]
  /** How many add-mask commands arrived. */
  readonly masks: number
  /** Both streams as they arrived, unmasked. */
  readonly rawOutput: string
}

const SUMMARY_LIMIT_BYTES = 1024 * 1024

/** Reads the command files, whatever way the process ended. */
export function collectRun(
  end: ProcessEnd,
  log: StepLog,
  files: CommandFiles,
  masker: SecretMasker
): ActionRun {
  const environment = new Map<string, string>()
  applyRecords(log, 'env', files.env, ({ name, value }) => {
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      log.error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
      return
    }
    environment.set(name, value)
    log.debug(`${name}='${value}'`)
  })
  applyRecords(log, 'output', files.output, (record) => log.setOutput(record))
  applyRecords(log, 'state', files.state, (record) => log.saveState(record))
  const summary = readSummary(log, files.summary, masker)

  const jobOutputs = new Map<string, string>()
  const jobWarnings: string[] = []
  for (const [name, value] of log.outputs) {
    if (value !== masker.mask(value)) {
      jobWarnings.push(`Skip output '${name}' since it may contain secret.`)
    } else if (value !== '') {
      jobOutputs.set(name, value)
    }
  }
  return {
    exitCode: end.exitCode,
    signal: end.signal,
    conclusion: end.exitCode === 0 && !log.failed ? 'success' : 'failure',
    log: log.lines.join('\n'),
    annotations: log.annotations,
    outputs: Object.fromEntries(log.outputs),
    jobOutputs: Object.fromEntries(jobOutputs),
    state: Object.fromEntries(log.state),
    environment: Object.fromEntries(environment),
    path: parsePathFile(readText(files.path)),
    summary,
    warnings: [...log.runnerWarnings, ...jobWarnings],
    masks: log.masks,
    rawOutput: end.rawOutput
  }
}

function applyRecords(
  log: StepLog,
  command: string,
  file: string,
  apply: (record: NameAndValue) => void
): void {
  try {
    const windows = process.platform === 'win32'
    for (const record of parseFileCommand(readText(file), windows)) apply(record)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    log.fail(`Unable to process file command '${command}' successfully.`, reason)
  }
}

function readSummary(log: StepLog, file: string, masker: SecretMasker): string {
  const size = existsSync(file) ? statSync(file).size : 0
  if (size === 0) return ''
  if (size > SUMMARY_LIMIT_BYTES) {
    // An error to read, but the step does not fail by it.
    log.error(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.floor(size / 1024)}k.`
    )
    return ''
  }
  return splitLines(readText(file))
    .map((line) => `${masker.mask(line)}\n`)
    .join('')
}

/** Every place where people, later steps or later runs can find what the run left. */
export function* channelsOf(run: ActionRun, newFiles: readonly FoundFile[]): Generator<Channel> {
  yield { name: 'the log', text: run.log }
  for (const { message, title, file } of run.annotations) {
    yield { name: 'an annotation', text: [message, title, file].join('\n') }
  }
  yield { name: 'the job summary', text: run.summary }
  for (const [name, value] of Object.entries(run.outputs)) yield* named('output', name, value)
  for (const [name, value] of Object.entries(run.state)) yield* named('state', name, value)
  for (const [name, value] of Object.entries(run.environment)) {
    yield* named('environment variable', name, value)
  }
  for (const folder of run.path) yield { name: 'GITHUB_PATH', text: folder }
  yield { name: 'the warnings', text: run.warnings.join('\n') }
  for (const { path, text } of newFiles) yield* named('file', path, text)
}

// The name first: a leak in the value is reported with the name.
function* named(kind: string, name: string, value: string): Generator<Channel> {
  yield { name: `the names of the ${kind}s`, text: name }
  yield { name: `${kind} "${name}"`, text: value }
}

function readText(file: string): string {
  // TextDecoder drops a byte order mark, as the runner does.
  return existsSync(file) ? new TextDecoder().decode(readFileSync(file)) : ''
}
