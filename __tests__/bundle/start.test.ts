import { expect, test } from '@jest/globals'
import { startEmulator } from '../../emulator/index.ts'
import { runAction } from '../../harness/runner.ts'
import { errorsOf, runStep } from './step.ts'

test('an older Node ends the run with what to do', async () => {
  const pretend =
    "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})"
  const run = await runAction({ env: { NODE_OPTIONS: `--import=data:text/javascript,${pretend}` } })
  expect(run.exitCode).toBe(1)
  expect(errorsOf(run)).toEqual([expect.stringContaining('This action needs Node 24')])
})

test('a step without inputs is told all that is missing', async () => {
  const run = await runAction()
  expect(run.exitCode).toBe(1)
  expect(errorsOf(run).map((message) => message.split(' ')[0])).toEqual([
    'environment-id',
    'application-id',
    'worker-client-id',
    'worker-client-secret',
    'auth-method'
  ])
})

test('a job summary that cannot be written does not hide the result', async () => {
  const run = await runAction({ env: { GITHUB_STEP_SUMMARY: '/does/not/exist' } })
  expect(errorsOf(run)).toHaveLength(5)
  expect(run.annotations.filter(({ level }) => level === 'warning')).toEqual([
    expect.objectContaining({ message: expect.stringContaining('job summary') })
  ])
})

test('outputs that cannot be set fail the run, whose summary still tells how it ended', async () => {
  const emulator = await startEmulator()
  try {
    const run = await runStep(emulator, { env: { GITHUB_OUTPUT: '/does/not/exist' } })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)).toHaveLength(1)
    expect(run.summary).toContain('The application was changed')
  } finally {
    await emulator.close()
  }
})
