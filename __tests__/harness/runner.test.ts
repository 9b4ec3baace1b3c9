import { existsSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { runScript, type ThrowAwayAction } from './throw-away-action.ts'

/** What the expression gives inside the action. */
async function seenBy(expression: string, options: ThrowAwayAction = {}): Promise<unknown> {
  const run = await runScript(`add('OUTPUT', 'seen=' + JSON.stringify(${expression}))`, options)
  return JSON.parse(run.outputs.seen ?? 'null')
}

describe('the environment of an action', () => {
  test('has the inputs, by the rules of the runner', async () => {
    const inputs = `Object.fromEntries(Object.entries(env).filter(([k]) => k.startsWith('INPUT_')))`
    expect(
      await seenBy(inputs, {
        declares: `client-id: {}, region: {default: NA}, token: {default: '\${{ github.token }}'}`,
        inputs: { region: '', 'not declared': 'x' },
        githubToken: 'ghs_given'
      })
    ).toEqual({
      'INPUT_CLIENT-ID': '',
      INPUT_REGION: '',
      INPUT_TOKEN: 'ghs_given',
      INPUT_NOT_DECLARED: 'x'
    })
  })

  test('has nothing of the process that runs the harness', async () => {
    process.env.HTTPS_PROXY = 'http://127.0.0.1:9'
    process.env.NODE_OPTIONS_FOR_NOBODY = '1'
    try {
      const names = await seenBy('Object.keys(env)')
      expect(names).not.toContain('HTTPS_PROXY')
      expect(names).not.toContain('NODE_OPTIONS_FOR_NOBODY')
      expect(names).not.toContain('GITHUB_TOKEN')
      expect(names).toEqual(expect.arrayContaining(['PATH', 'CI', 'GITHUB_ACTIONS', 'RUNNER_OS']))
    } finally {
      delete process.env.HTTPS_PROXY
      delete process.env.NODE_OPTIONS_FOR_NOBODY
    }
  })

  test("takes the workflow's variables", async () => {
    const env = { GITHUB_API_URL: 'http://127.0.0.1:1', CI: 'false', NODE_ICU_DATA: '/nowhere' }
    expect(
      await seenBy('[env.GITHUB_API_URL, env.CI, env.NODE_ICU_DATA ?? null]', { env })
    ).toEqual(['http://127.0.0.1:1', 'false', null])
  })

  test('has an event, an empty workspace to work in, no arguments and no terminal', async () => {
    const script = `({
      event: JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')).repository.full_name,
      inWorkspace: process.cwd() === env.GITHUB_WORKSPACE,
      input: readFileSync(0, 'utf8'),
      arguments: process.argv.slice(2),
      options: process.execArgv,
      terminal: Boolean(process.stdout.isTTY)
    })`
    expect(await seenBy(script)).toEqual({
      event: 'octo-org/orders',
      inWorkspace: true,
      input: '',
      arguments: [],
      options: [],
      terminal: false
    })
  })

  test('has the workspace files', async () => {
    const workspaceFiles = { 'a/b.txt': 'text' }
    expect(await seenBy(`readFileSync('a/b.txt', 'utf8')`, { workspaceFiles })).toBe('text')
    await expect(runScript('', { workspaceFiles: { '../c': '' } })).rejects.toThrow('"../c"')
  })

  test('holds action.yml and dist and nothing else, and is gone afterwards', async () => {
    const run = await runScript(`
      import { readdirSync } from 'node:fs'
      const folder = join(import.meta.dirname, '..')
      add('OUTPUT', 'files=' + readdirSync(folder).sort().join() + '\\nfolder=' + folder)
      add('OUTPUT', '\\nworkspace=' + env.GITHUB_WORKSPACE)
    `)
    expect(run.outputs.files).toBe('action.yml,dist')
    expect(existsSync(run.outputs.folder ?? '')).toBe(false)
    expect(existsSync(run.outputs.workspace ?? '')).toBe(false)
  })

  test('says that debugging is on', async () => {
    const run = await runScript(`say('::debug::' + env.RUNNER_DEBUG)`, { debug: true })
    expect(run.log).toBe('##[debug]1')
    expect((await runScript(`say('::debug::x', String(env.RUNNER_DEBUG))`)).log).toBe('undefined')
  })
})

describe('the end of a run', () => {
  test.each([
    ['', 0, 'success'],
    ['process.exitCode = 1', 1, 'failure'],
    ['throw new Error("boom")', 1, 'failure'],
    ['await new Promise(() => {})', 13, 'failure'],
    [`await import('left-out-of-the-bundle')`, 1, 'failure']
  ])('after %j has exit code %d and is a %s', async (script, exitCode, conclusion) => {
    expect(await runScript(script)).toMatchObject({ exitCode, signal: null, conclusion })
  })

  test('is a failure when a signal made it', async () => {
    const run = await runScript(`process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000)`)
    expect(run).toMatchObject({ exitCode: null, signal: 'SIGKILL', conclusion: 'failure' })
  })

  test('keeps the last line without a line end, of either stream', async () => {
    const run = await runScript(`process.stdout.write('out'); process.stderr.write('::error::err')`)
    expect(run.log.split('\n').sort()).toEqual(['Error: err', 'out'])
  })

  test('reports a Node that does not start', async () => {
    await expect(runScript('', { nodePath: '/no/such/node' })).rejects.toThrow(
      'Node could not be started'
    )
  })

  test('throws what the reader of the log throws', async () => {
    const onLine = () => {
      throw new Error('enough')
    }
    await expect(runScript(`say('x'); setInterval(() => {}, 1000)`, { onLine })).rejects.toThrow(
      'enough'
    )
  })
})

describe('command files', () => {
  test('become outputs, state, variables, folders and a summary', async () => {
    const run = await runScript(`
      add('OUTPUT', 'a=1\\nb<<X\\n2\\n3\\nX\\nA=4\\n')
      add('STATE', 'left=over\\n')
      add('ENV', 'NAME=value\\nnode_options=--no-warnings\\n')
      add('PATH', '/opt/tool\\n')
      add('STEP_SUMMARY', '# Title\\nText')
    `)
    expect(run).toMatchObject({
      conclusion: 'success',
      state: { left: 'over' },
      path: ['/opt/tool'],
      summary: '# Title\nText\n'
    })
    expect(run.outputs).toEqual({ a: '4', b: '2\n3' })
    expect(run.environment).toEqual({ NAME: 'value' })
    expect(run.annotations).toEqual([
      { level: 'error', message: expect.stringContaining('NODE_OPTIONS') }
    ])
  })

  test('count after a failure as well', async () => {
    const run = await runScript(`add('OUTPUT', 'a=1\\n'); process.exitCode = 1`)
    expect(run).toMatchObject({ conclusion: 'failure', outputs: { a: '1' } })
  })

  test('with a mistake fail the step, what stands before it remains', async () => {
    const run = await runScript(`add('OUTPUT', 'a=1\\nb<<X\\n2\\n'); add('STATE', 'c=3')`)
    expect(run).toMatchObject({ exitCode: 0, conclusion: 'failure', state: { c: '3' } })
    expect(run.outputs).toEqual({ a: '1' })
    expect(run.log).toContain("Error: Unable to process file command 'output' successfully.")
  })

  test('may be missing', async () => {
    const run = await runScript(
      `for (const f of ['OUTPUT', 'STEP_SUMMARY']) rmSync(env['GITHUB_' + f])`
    )
    expect(run).toMatchObject({ conclusion: 'success', outputs: {}, summary: '' })
  })

  test('leave out a summary over 1 MiB, without failing the step', async () => {
    const run = await runScript(`add('STEP_SUMMARY', 'x'.repeat(1024 * 1024 + 1))`)
    expect(run).toMatchObject({ conclusion: 'success', summary: '' })
    expect(run.annotations).toEqual([
      { level: 'error', message: expect.stringContaining('GITHUB_STEP_SUMMARY upload aborted') }
    ])
    const full = await runScript(`add('STEP_SUMMARY', 'x'.repeat(1024 * 1024))`)
    expect(full.summary).toHaveLength(1024 * 1024 + 1)
  })
})
