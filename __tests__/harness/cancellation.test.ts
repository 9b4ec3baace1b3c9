import { describe, expect, test } from '@jest/globals'
import { runScript } from './throw-away-action.ts'

const STAY = `setInterval(() => {}, 1000); say('ready')`

describe('a run that is cancelled', () => {
  test('ends by SIGINT when it does not listen', async () => {
    const run = await runScript(STAY, { onLine: (_, { cancel }) => cancel() })
    expect(run).toMatchObject({ exitCode: null, signal: 'SIGINT', conclusion: 'failure' })
  })

  test('may use SIGINT to tidy up, and its command files count', async () => {
    const run = await runScript(
      `process.on('SIGINT', () => {
         say('tidying')
         add('OUTPUT', 'a=1')
         process.exitCode = 130
         clearInterval(timer)
       })
       const timer = setInterval(() => {}, 1000)
       say('ready')`,
      { onLine: (_, { cancel }) => cancel() }
    )
    expect(run).toMatchObject({ exitCode: 130, signal: null, outputs: { a: '1' } })
    expect(run.log).toBe('ready\ntidying')
  })

  test('gets SIGTERM and then SIGKILL when it stays', async () => {
    const run = await runScript(
      `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => say(name))\n${STAY}`,
      { onLine: (line, { cancel }) => (line === 'ready' ? cancel() : undefined) }
    )
    expect(run).toMatchObject({ signal: 'SIGKILL', log: 'ready\nSIGINT\nSIGTERM' })
  })

  test('can be sent any signal', async () => {
    const run = await runScript(STAY, { onLine: (_, { signal }) => signal('SIGTERM') })
    expect(run).toMatchObject({ signal: 'SIGTERM' })
  })
})
