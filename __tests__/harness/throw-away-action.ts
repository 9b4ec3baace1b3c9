import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ActionRun, type RunOptions, runAction } from '../../harness/runner.ts'

export type ThrowAwayAction = RunOptions & {
  /** Lines of action.yml below `inputs:`. */
  readonly declares?: string
}

const PRELUDE = `
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
const { env } = process
const say = (...lines) => process.stdout.write(lines.map((line) => line + '\\n').join(''))
const add = (command, text) => appendFileSync(env['GITHUB_' + command], text)
`

/** Runs a script as an action of its own; it may use the names of the prelude. */
export async function runScript(
  script: string,
  { declares = '', ...options }: ThrowAwayAction = {}
): Promise<ActionRun> {
  const folder = mkdtempSync(join(tmpdir(), 'throw-away-action-'))
  try {
    mkdirSync(join(folder, 'dist'))
    writeFileSync(
      join(folder, 'action.yml'),
      `name: Throw-away\ninputs: {${declares}}\nruns: {using: node24, main: dist/index.js}\n`
    )
    writeFileSync(join(folder, 'dist', 'package.json'), '{"type":"module"}')
    writeFileSync(join(folder, 'dist', 'index.js'), PRELUDE + script)
    writeFileSync(join(folder, 'neighbour.js'), '')
    return await runAction({ actionFolder: folder, ...options })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
