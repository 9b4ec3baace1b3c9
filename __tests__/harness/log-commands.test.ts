import { describe, expect, test } from '@jest/globals'
import { parseLogCommand } from '../../harness/log-commands.ts'

function parsed(line: string) {
  const command = parseLogCommand(line)
  if (command === undefined) return undefined
  return { ...command, properties: Object.fromEntries(command.properties) }
}

describe('a line of output', () => {
  test.each([
    ['::error::boom', 'error', {}, 'boom'],
    ['  \t\u00a0\u3000::error::boom', 'error', {}, 'boom'],
    ['::ERROR::boom', 'ERROR', {}, 'boom'],
    ['::error file=a.ts,line=3::boom', 'error', { file: 'a.ts', line: '3' }, 'boom'],
    ['::error  File=a.ts , title=::boom', 'error', { file: 'a.ts ' }, 'boom'],
    ['::error title==b=c::boom', 'error', { title: 'b=c' }, 'boom'],
    ['::error title=a%3Ab%2Cc%25::boom', 'error', { title: 'a:b,c%' }, 'boom'],
    ['::debug::a%0Ab%0Dc%250A%3A', 'debug', {}, 'a\nb\rc%0A%3A'],
    ['::endgroup::', 'endgroup', {}, ''],
    ['::error::a::b', 'error', {}, 'a::b'],
    ['##[error]boom', 'error', {}, 'boom'],
    ['Hello ##[add-mask]x', 'add-mask', {}, 'x'],
    ['##[error file=a;line=3]a%3Bb%5D', 'error', { file: 'a', line: '3' }, 'a;b]'],
    ['::nothing::##[warning]x', 'warning', {}, 'x']
  ])('%j is a command', (line, name, properties, data) => {
    expect(parsed(line)).toEqual({ name, properties, data })
  })

  test.each([
    'text',
    'text ::error::boom',
    '\ufeff::error::boom',
    '::error',
    '::unknown::x',
    '::set env::x',
    '##[error',
    '##[unknown]x',
    '##[unknown]##[error]x',
    '# #[error]x'
  ])('%j is text', (line) => {
    expect(parseLogCommand(line)).toBeUndefined()
  })

  test('the older form inside the data of the newer one is data', () => {
    expect(parsed('::debug::##[add-mask]x')).toMatchObject({ name: 'debug', data: '##[add-mask]x' })
  })
})
