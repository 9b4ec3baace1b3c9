import { describe, expect, test } from '@jest/globals'
import { runScript } from './throw-away-action.ts'

describe('the log', () => {
  test('shows commands as the runner shows them', async () => {
    const run = await runScript(`say(
      'plain', '::group::Plan', 'inside', '::endgroup::', '::error::a%0Ab', '::warning::w',
      '::notice::n', '::debug::hidden', '::unknown::x', ''
    )`)
    expect(run.log).toBe(
      'plain\n▼ Plan\ninside\nError: a\nb\nWarning: w\nNotice: n\n::unknown::x\n'
    )
  })

  test('gives line by line what it shows', async () => {
    const lines: string[] = []
    const run = await runScript(`say('::add-mask::hidden', 'a hidden word', '::error::x%0Ay')`, {
      onLine: (line) => lines.push(line)
    })
    expect(lines).toEqual(['a *** word', 'Error: x', 'y'])
    expect(run.rawOutput).toContain('a hidden word')
  })

  test('begins with the warnings about inputs', async () => {
    const run = await runScript(`say('started')`, {
      declares: 'old: {deprecationMessage: Gone.}',
      inputs: { old: 'x', odd: 'y' }
    })
    expect(run.log).toBe(`${run.warnings.map((line) => `Warning: ${line}`).join('\n')}\nstarted`)
    expect(run.warnings).toHaveLength(2)
    expect(run.annotations).toHaveLength(2)
  })

  test('shows commands when asked to, but for masks and annotations', async () => {
    const run = await runScript(`say('::echo::on', '::set-output name=a::1', '::add-mask::hidden',
      '::warning::w', '::echo::off', '::set-output name=b::2')`)
    expect(run.log).toBe('::set-output name=a::1\n::add-mask::***\nWarning: w\n::echo::off')
    expect(run.outputs).toEqual({ a: '1', b: '2' })
  })

  test('treats commands as text between stop-commands and its token', async () => {
    const run = await runScript(`say('::stop-commands::TOKEN1', '::add-mask::visible',
      '::set-output name=a::1', '::token1::', '::set-output name=b::2', 'visible TOKEN1')`)
    expect(run).toMatchObject({ conclusion: 'success', masks: 0 })
    expect(run.outputs).toEqual({ b: '2' })
    expect(run.log).toContain('::add-mask::visible')
    expect(run.log).toMatch(/visible TOKEN1$/)
  })

  test('masks a longer token of stop-commands', async () => {
    const run = await runScript(
      `say('::stop-commands::a-long-token', '##[a-long-token]', '::notice::back')`
    )
    expect(run.log).toBe('::stop-commands::***\n##[***]\nNotice: back')
  })

  test.each([
    '::set-env name=A::1',
    '::add-path::/opt',
    '::set-output::1',
    '::save-state::1',
    '::echo::maybe',
    '::stop-commands::',
    '::stop-commands::error'
  ])('makes the step fail by %s', async (line) => {
    const run = await runScript(`say(${JSON.stringify(line)})`)
    expect(run).toMatchObject({ exitCode: 0, conclusion: 'failure', environment: {}, path: [] })
    expect(run.log).toMatch(/^Error: Unable to process command '.*' successfully\.\nError: /)
  })

  test('still knows the older commands for outputs and state', async () => {
    const run = await runScript(`say('::set-output name=a::1%0A2', '::save-state name=b::3')`)
    expect(run).toMatchObject({ outputs: { a: '1\n2' }, state: { b: '3' } })
  })
})

describe('annotations', () => {
  test('have a title, a file in the workspace and a line', async () => {
    const run = await runScript(`say(
      '::error title=T,file=a/b.yml,line=3::one',
      '::warning file=' + join(process.cwd(), 'c.yml').replace(':', '%3A') + ',endLine=4::two',
      '::notice file=/elsewhere/d.yml,line=x::three', '::notice file=../e.yml::four'
    )`)
    expect(run.annotations).toEqual([
      { level: 'error', message: 'one', title: 'T', file: 'a/b.yml', line: 3 },
      { level: 'warning', message: 'two', file: 'c.yml', line: 4 },
      { level: 'notice', message: 'three' },
      { level: 'notice', message: 'four' }
    ])
  })

  test('are at most ten of a kind and 4096 characters long; the log has all', async () => {
    const run = await runScript(`
      for (let i = 0; i < 12; i += 1) say('::error::e' + i, '::notice::n' + i)
      say('::warning::' + 'w'.repeat(5000))
    `)
    expect(
      run.annotations
        .map(({ level }) => level)
        .sort()
        .join()
    ).toBe([...Array(10).fill('error'), ...Array(10).fill('notice'), 'warning'].join())
    expect(run.annotations.at(-1)?.message).toHaveLength(4096)
    expect(run.log).toContain('Error: e11')
  })
})

describe('untrusted text in the log', () => {
  test.each([
    ['LF', 'name\n::set-output name=forged::1'],
    ['CR', 'name\r::set-output name=forged::1'],
    ['leading space', '\u00a0 ::set-output name=forged::1'],
    ['the older form', 'name ##[set-output name=forged]1']
  ])('forges an output by %s', async (_, text) => {
    const run = await runScript(`process.stdout.write(${JSON.stringify(text)} + '\\n')`)
    expect(run.outputs).toEqual({ forged: '1' })
  })

  test('comes through standard error as well', async () => {
    const run = await runScript(`process.stderr.write('a\\r::add-mask::word\\r\\nword\\n')`)
    expect(run.log).toBe('a\n***')
    expect(run.masks).toBe(1)
  })

  test('is harmless inside the data of a command', async () => {
    const run = await runScript(`say('::error::name ##[set-output name=forged]1')`)
    expect(run.outputs).toEqual({})
  })
})
