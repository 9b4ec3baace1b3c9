import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inputVariable, parseActionMetadata, resolveInputs } from './action-metadata.ts'
import { type ActionRun, channelsOf, collectRun } from './action-run.ts'
import {
  baseEnvironment,
  createFolders,
  type Folders,
  filesOf,
  removeFolders,
  writeWorkspaceFiles
} from './environment.ts'
import { assertNoLeak } from './leaks.ts'
import { SecretMasker } from './masks.ts'
import { type ProcessControl, runProcess } from './process.ts'
import { StepLog } from './step-log.ts'

export type { ActionRun } from './action-run.ts'

export type RunOptions = {
  /** Holds action.yml and dist/, which are copied to a fresh folder; the project by default. */
  readonly actionFolder?: string
  /** The step's `with:`. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The workflow's `env:`. Beyond what the runner allows, it may replace GITHUB_* too. */
  readonly env?: Readonly<Record<string, string>>
  /** Workflow secrets: masked from the start. */
  readonly secrets?: readonly string[]
  /** Must not be visible anywhere afterwards, else the run throws. */
  readonly plantedSecrets?: readonly string[]
  /** Relative path → text, written to the workspace before the run. */
  readonly workspaceFiles?: Readonly<Record<string, string>>
  /** The value of `${{ github.token }}` in defaults; masked. */
  readonly githubToken?: string
  /** RUNNER_DEBUG=1, and debug lines are shown. */
  readonly debug?: boolean
  readonly nodePath?: string
  /** Each line of the log as it is shown. */
  readonly onLine?: (line: string, run: ProcessControl) => void
}

const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url))

/** Runs a bundled JavaScript action in a process of its own, as a runner would. */
export async function runAction(options: RunOptions = {}): Promise<ActionRun> {
  const folders = createFolders(options.actionFolder ?? PROJECT_FOLDER)
  try {
    return await runIn(folders, options)
  } finally {
    removeFolders(folders)
  }
}

async function runIn(folders: Folders, options: RunOptions): Promise<ActionRun> {
  const metadata = parseActionMetadata(readFileSync(join(folders.action, 'action.yml'), 'utf8'))
  const masker = new SecretMasker()
  const token = options.githubToken ?? `ghs_${randomText(36)}`
  const runtimeToken = randomText(64)
  masker.add(token)
  masker.add(runtimeToken)
  for (const secret of options.secrets ?? []) masker.addWithLines(secret.trim())

  const env: Record<string, string> = {
    ...baseEnvironment(folders, options.debug ?? false),
    ...options.env,
    ACTIONS_RUNTIME_URL: 'https://pipelines.invalid/octo-org/',
    ACTIONS_RUNTIME_TOKEN: runtimeToken
  }
  // The runner takes this one away: it would reach its own Node.
  delete env.NODE_ICU_DATA
  const inputs = resolveInputs(metadata, options.inputs ?? {}, { ...githubContext(env), token })
  for (const [name, value] of inputs.values) env[inputVariable(name)] = value

  writeFileSync(folders.event, eventText(env))
  writeWorkspaceFiles(folders.workspace, options.workspaceFiles ?? {})
  const filesBefore = new Map(filesOf(folders).map(({ path, text }) => [path, text]))

  let control: ProcessControl = { cancel: () => {}, signal: () => {} }
  const log = new StepLog({
    masker,
    workspace: folders.workspace,
    debug: options.debug ?? false,
    onLine: (line) => options.onLine?.(line, control)
  })
  for (const warning of inputs.warnings) log.warn(warning)
  const end = await runProcess({
    nodePath: options.nodePath ?? process.execPath,
    script: join(folders.action, metadata.main),
    cwd: folders.workspace,
    env,
    onLine: (line, processControl) => {
      control = processControl
      log.take(line)
    }
  })
  const run = collectRun(end, log, folders.commandFiles, masker)
  const newFiles = filesOf(folders).filter(({ path, text }) => filesBefore.get(path) !== text)
  assertNoLeak(channelsOf(run, newFiles), options.plantedSecrets ?? [])
  return run
}

/** `github.*` as the GITHUB_* variables show it. */
function githubContext(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env)
      .filter(([name]) => name.startsWith('GITHUB_'))
      .map(([name, value]) => [name.slice('GITHUB_'.length).toLowerCase(), value])
  )
}

function eventText(env: Readonly<Record<string, string>>): string {
  return JSON.stringify({
    ref: env.GITHUB_REF,
    after: env.GITHUB_SHA,
    repository: { full_name: env.GITHUB_REPOSITORY, default_branch: 'main' },
    sender: { login: env.GITHUB_ACTOR }
  })
}

function randomText(characters: number): string {
  return randomBytes(characters).toString('hex').slice(0, characters)
}
