import { randomBytes } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** The folders of one run, all of them below `root`. */
export type Folders = {
  readonly root: string
  readonly action: string
  readonly workspace: string
  readonly temp: string
  readonly home: string
  readonly tools: string
  /** What TMPDIR names. */
  readonly scratch: string
  readonly commandFiles: CommandFiles
  readonly event: string
}

export type CommandFiles = {
  readonly output: string
  readonly state: string
  readonly env: string
  readonly path: string
  readonly summary: string
}

/** Makes fresh folders and copies action.yml and dist/ into them, and nothing else. */
export function createFolders(actionFolder: string): Folders {
  // The real path, so that a script's own idea of its folder compares equal.
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'action-run-'))
  const temp = join(root, '_temp')
  const commands = join(temp, '_runner_file_commands')
  const suffix = randomBytes(16).toString('hex')
  const folders: Folders = {
    root,
    action: join(root, '_actions', 'action'),
    workspace: join(root, 'orders', 'orders'),
    temp,
    home: join(root, 'home'),
    tools: join(root, '_tool'),
    scratch: join(root, 'tmp'),
    commandFiles: {
      output: join(commands, `set_output_${suffix}`),
      state: join(commands, `save_state_${suffix}`),
      env: join(commands, `set_env_${suffix}`),
      path: join(commands, `add_path_${suffix}`),
      summary: join(commands, `step_summary_${suffix}`)
    },
    event: join(temp, '_github_workflow', 'event.json')
  }
  try {
    const { action, workspace, home, tools, scratch, event } = folders
    for (const folder of [action, workspace, commands, home, tools, scratch, dirname(event)]) {
      mkdirSync(folder, { recursive: true })
    }
    for (const file of Object.values(folders.commandFiles)) writeFileSync(file, '')
    cpSync(join(actionFolder, 'action.yml'), join(action, 'action.yml'))
    cpSync(join(actionFolder, 'dist'), join(action, 'dist'), { recursive: true })
  } catch (error) {
    removeFolders(folders)
    throw error
  }
  return folders
}

export function removeFolders(folders: Folders): void {
  rmSync(folders.root, { recursive: true, force: true, maxRetries: 3 })
}

export function writeWorkspaceFiles(
  workspace: string,
  files: Readonly<Record<string, string>>
): void {
  for (const [name, text] of Object.entries(files)) {
    const path = resolve(workspace, name)
    if (!path.startsWith(workspace + sep)) {
      throw new Error(`A workspace file must lie in the workspace: "${name}".`)
    }
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

export type FoundFile = { readonly path: string; readonly text: string }

/** Every file the run could have written, apart from the command files, which are read as such. */
export function filesOf(folders: Folders): readonly FoundFile[] {
  const commandFiles: readonly string[] = Object.values(folders.commandFiles)
  return [folders.workspace, folders.temp, folders.home, folders.scratch].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !commandFiles.includes(path))
      .map((path) => ({ path: relative(folders.root, path), text: readFileSync(path, 'utf8') }))
  )
}

/** What a job starts with: nothing of the process that runs the harness but its PATH. */
export function baseEnvironment(folders: Folders, debug: boolean): Record<string, string> {
  return {
    ...machineEnvironment(folders),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_ACTION_REF: '',
    GITHUB_ACTION_REPOSITORY: '',
    GITHUB_ACTOR: 'octocat',
    GITHUB_ACTOR_ID: '583231',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_BASE_REF: '',
    GITHUB_ENV: folders.commandFiles.env,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: folders.event,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_HEAD_REF: '',
    GITHUB_JOB: 'deploy',
    GITHUB_OUTPUT: folders.commandFiles.output,
    GITHUB_PATH: folders.commandFiles.path,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_PROTECTED: 'true',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'octo-org/orders',
    GITHUB_REPOSITORY_ID: '1296269',
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_REPOSITORY_OWNER_ID: '6811672',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '17512345678',
    GITHUB_RUN_NUMBER: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '8f14e45fceea167a5a36dedd4bea2543ec5d7f1b',
    GITHUB_STATE: folders.commandFiles.state,
    GITHUB_STEP_SUMMARY: folders.commandFiles.summary,
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'Release',
    GITHUB_WORKFLOW_REF: 'octo-org/orders/.github/workflows/release.yml@refs/heads/main',
    GITHUB_WORKFLOW_SHA: '8f14e45fceea167a5a36dedd4bea2543ec5d7f1b',
    GITHUB_WORKSPACE: folders.workspace,
    RUNNER_ARCH: RUNNER_ARCH[process.arch] ?? 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 7',
    RUNNER_OS: RUNNER_OS[process.platform] ?? 'Linux',
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.tools,
    RUNNER_TRACKING_ID: `github_${randomBytes(16).toString('hex')}`,
    RUNNER_WORKSPACE: dirname(folders.workspace),
    ...(debug ? { RUNNER_DEBUG: '1' } : {})
  }
}

const RUNNER_OS: Readonly<Record<string, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows'
}

const RUNNER_ARCH: Readonly<Record<string, string>> = {
  ia32: 'X86',
  x64: 'X64',
  arm: 'ARM',
  arm64: 'ARM64'
}

function machineEnvironment(folders: Folders): Record<string, string> {
  const path = process.env.PATH ?? ''
  if (process.platform !== 'win32') {
    return { PATH: path, HOME: folders.home, TMPDIR: folders.scratch, LANG: 'C.UTF-8' }
  }
  const copied = ['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'ProgramData']
  return {
    ...Object.fromEntries(copied.map((name) => [name, process.env[name] ?? ''])),
    Path: path,
    USERPROFILE: folders.home,
    TEMP: folders.scratch,
    TMP: folders.scratch
  }
}
