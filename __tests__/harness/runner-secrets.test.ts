import { describe, expect, test } from '@jest/globals'
import { runScript } from './throw-away-action.ts'

const SECRET = 'pl4nted ?s3cret~~~>>>'
const plantedSecrets = [SECRET]
const env = { PLANTED: SECRET }

describe('masks', () => {
  test('hide workflow secrets and the tokens of the job from the start', async () => {
    const run = await runScript(`say(env.PLANTED, env.INPUT_TOKEN, env.ACTIONS_RUNTIME_TOKEN)`, {
      declares: `token: {default: '\${{ github.token }}'}`,
      env,
      secrets: [`  ${SECRET}\nsecond line\n`]
    })
    expect(run.log).toBe('***\n***\n***')
    expect(run.masks).toBe(0)
  })

  test('work from the line after the command, in whole and by line', async () => {
    const run = await runScript(`say('one two', '::add-mask:: one%0Atwo', '##[add-mask]three',
      'one two three')`)
    expect(run.log).toBe('one two\n*** *** ***')
    expect(run.masks).toBe(2)
  })

  test('of white space are refused with a warning', async () => {
    const run = await runScript(`say('::add-mask:: %0A', 'a b')`)
    expect(run.log).toMatch(/^Warning: .*\na b$/)
    expect(run).toMatchObject({ conclusion: 'success', masks: 1 })
  })

  test('reach the messages of annotations and the summary, in every line', async () => {
    const run = await runScript(`say('::add-mask::word', '::error title=a word::a word%0Aword')
      add('STEP_SUMMARY', 'a word\\nwords')`)
    expect(run.annotations).toEqual([{ level: 'error', title: 'a word', message: 'a ***\n***' }])
    expect(run.summary).toBe('a ***\n***s\n')
  })

  test('keep outputs that hold them from leaving the job', async () => {
    const run = await runScript(`say('::add-mask::word')
      add('OUTPUT', 'a=a word\\nb=d29yZA==\\nc=free\\nd=\\n')`)
    expect(run.outputs).toEqual({ a: 'a word', b: 'd29yZA==', c: 'free', d: '' })
    expect(run.jobOutputs).toEqual({ c: 'free' })
    expect(run.warnings).toEqual([
      "Skip output 'a' since it may contain secret.",
      "Skip output 'b' since it may contain secret."
    ])
    expect(run.annotations).toEqual([])
  })
})

describe('a planted secret', () => {
  test('that is masked in time does not show', async () => {
    const run = await runScript(
      `
      say('::add-mask::' + env.PLANTED, env.PLANTED, '::error::' + env.PLANTED)
      add('STEP_SUMMARY', env.PLANTED)
    `,
      { env, plantedSecrets }
    )
    expect(run).toMatchObject({ conclusion: 'success', log: '***\nError: ***', summary: '***\n' })
  })

  test.each([
    ['the log', `say(env.PLANTED)`],
    ['the log', `process.stderr.write(env.PLANTED)`],
    ['the log', `say(env.PLANTED, '::add-mask::' + env.PLANTED)`],
    ['an annotation', `say('::add-mask::' + env.PLANTED, '::error title=' + env.PLANTED + '::x')`],
    ['the job summary', `add('STEP_SUMMARY', env.PLANTED)`],
    ['output "x"', `say('::add-mask::' + env.PLANTED); add('OUTPUT', 'x=' + env.PLANTED)`],
    ['the names of the outputs', `add('OUTPUT', env.PLANTED + '=x')`],
    ['state "x"', `add('STATE', 'x=' + env.PLANTED)`],
    ['environment variable "x"', `add('ENV', 'x=' + env.PLANTED)`],
    ['GITHUB_PATH', `add('PATH', '/opt/' + env.PLANTED)`],
    ['file "orders/orders/key.txt"', `writeFileSync('key.txt', env.PLANTED)`],
    ['file "_temp/key.txt"', `writeFileSync(join(env.RUNNER_TEMP, 'key.txt'), env.PLANTED)`],
    ['file "tmp/.key"', `writeFileSync(join(env.TMPDIR, '.key'), env.PLANTED)`],
    ['file "home/key.txt"', `writeFileSync(join(env.HOME, 'key.txt'), env.PLANTED)`]
  ])('is found in %s after %s', async (channel, script) => {
    await expect(runScript(script, { env, plantedSecrets })).rejects.toThrow(
      `The planted secret is visible in ${channel} as plain text.`
    )
  })

  test.each([
    ['base64', `Buffer.from('user:' + env.PLANTED + ':x').toString('base64')`],
    ['base64url', `Buffer.from(env.PLANTED + '>>>').toString('base64url')`],
    ['hexadecimal', `Buffer.from(env.PLANTED).toString('hex')`],
    ['a form field', `new URLSearchParams({ a: env.PLANTED })`]
  ])('is found in the log as %s, which no mask covers', async (encoding, script) => {
    await expect(
      runScript(`say('::add-mask::' + env.PLANTED, ${script})`, { env, plantedSecrets })
    ).rejects.toThrow(`in the log as ${encoding}.`)
  })

  test('may stand in a workspace file that was there before', async () => {
    const workspaceFiles = { 'key.pem': SECRET }
    await runScript('', { plantedSecrets, workspaceFiles })
    await expect(
      runScript(`appendFileSync('key.pem', '!')`, { plantedSecrets, workspaceFiles })
    ).rejects.toThrow('file "orders/orders/key.pem"')
  })

  test('is looked for after a failure too', async () => {
    await expect(
      runScript('throw new Error(env.PLANTED)', { env, plantedSecrets })
    ).rejects.toThrow('is visible in the log')
  })
})
