import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Agent } from 'undici'
import { APPLICATION_ID, ENVIRONMENT_ID } from '../../emulator/index.ts'
import { basic, call } from './client.ts'

const MAIN = join(import.meta.dirname, '../../emulator/main.ts')
const SECOND_ENVIRONMENT = 'c0ffee00-0000-4000-8000-000000000001'
const OWN_APP = 'c0ffee00-0000-4000-8000-000000000002'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

async function run(...args: readonly string[]) {
  const child = start(args)
  const output = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk
  })
  const [code] = await once(child, 'close')
  return { code, ...output }
}

/** Runs until the printout is complete, hands it over, then ends the process by a signal. */
async function runUntil<T>(
  args: readonly string[],
  signal: NodeJS.Signals,
  act: (printout: string) => Promise<T>
) {
  const child = start(args)
  let printout = ''
  for await (const chunk of child.stdout ?? []) {
    printout += chunk
    if (printout.includes('Stop it with')) break
  }
  try {
    const result = await act(printout)
    child.kill(signal)
    const [code] = await once(child, 'close')
    return { result, code }
  } finally {
    child.kill('SIGKILL')
  }
}

function value(printout: string, name: string): string {
  return new RegExp(`${name}: +(\\S+)`).exec(printout)?.[1] ?? ''
}

async function token(printout: string, dispatcher?: Agent) {
  const credentials = basic(
    value(printout, 'worker-client-id'),
    value(printout, 'worker-client-secret')
  )
  const url = `${value(printout, 'auth-url')}/${value(printout, 'environment-id')}/as/token`
  const { json } = await call(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...credentials },
    body: 'grant_type=client_credentials',
    ...(dispatcher === undefined ? {} : { dispatcher })
  })
  return { Authorization: `Bearer ${json.access_token}` }
}

function write(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe('the command', () => {
  test('prints inputs that work, and ends by itself on SIGTERM', async () => {
    const { result, code } = await runUntil([], 'SIGTERM', async (printout) => {
      expect(value(printout, 'application-id')).toBe(APPLICATION_ID)
      expect(printout).toContain('-----BEGIN PRIVATE KEY-----')
      const url = `${value(printout, 'api-url')}/v1/environments/${ENVIRONMENT_ID}/applications`
      return call(`${url}/${APPLICATION_ID}`, { headers: await token(printout) })
    })
    expect(result).toMatchObject({ status: 200, json: { name: 'Shared-Web-App' } })
    expect(code).toBe(0)
  })

  test('serves https with a CA it leaves in a file until SIGINT', async () => {
    const { result: caFile, code } = await runUntil(['--https'], 'SIGINT', async (printout) => {
      const file = value(printout, 'CA certificate')
      const agent = new Agent({ connect: { ca: readFileSync(file, 'utf8') } })
      expect(await token(printout, agent)).toEqual({ Authorization: expect.stringMatching(/ ey/) })
      await agent.destroy()
      return file
    })
    expect(code).toBe(0)
    expect(existsSync(caFile)).toBe(false)
  })

  test('puts the applications of a file into the environments they name', async () => {
    const common = { type: 'WEB_APP', protocol: 'OPENID_CONNECT', enabled: true }
    const file = write('applications.json', [
      { ...common, id: APPLICATION_ID, name: 'Mine instead' },
      { ...common, id: OWN_APP, name: 'Far', environment: { id: SECOND_ENVIRONMENT } }
    ])
    const { result } = await runUntil(['--applications', file], 'SIGTERM', async (printout) => {
      const headers = await token(printout)
      const url = `${value(printout, 'api-url')}/v1/environments`
      return [
        await call(`${url}/${ENVIRONMENT_ID}/applications/${APPLICATION_ID}`, { headers }),
        await call(`${url}/${SECOND_ENVIRONMENT}/applications/${OWN_APP}`, { headers })
      ]
    })
    expect(result).toMatchObject([
      { status: 200, json: { name: 'Mine instead' } },
      { status: 200, json: { name: 'Far' } }
    ])
  })

  test('takes environments and faults from a file', async () => {
    const permissions = ['applications:read:application']
    const document = { name: 'W', type: 'WORKER', protocol: 'OPENID_CONNECT' }
    const roles = [{ environmentId: SECOND_ENVIRONMENT, permissions }]
    const application = { document: { ...document, id: OWN_APP }, secret: 'made-up', roles }
    const file = write('all.json', {
      environments: [{ id: SECOND_ENVIRONMENT, applications: [application, { document }] }],
      faults: [{ path: '/as/jwks$', status: 503, times: 1 }]
    })
    const { result } = await runUntil(['--applications', file], 'SIGTERM', async (printout) => {
      expect(printout).toContain('secret made-up')
      expect(printout).not.toContain('PRIVATE KEY')
      const url = `${value(printout, 'auth-url')}/${SECOND_ENVIRONMENT}/as/jwks`
      return [(await call(url)).status, (await call(url)).status]
    })
    expect(result).toEqual([503, 200])
  })

  test('shows how it is used', async () => {
    const { code, stdout } = await run('--help')
    expect(code).toBe(0)
    expect(stdout).toContain('--applications FILE')
  })

  test('says in one sentence what is wrong with its arguments', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = String(typeof address === 'object' ? address?.port : 0)
    const cases: [string[], RegExp][] = [
      [['--colour'], /^Unknown option '--colour'\. See --help\.\n$/],
      [['there'], /^Unexpected argument 'there'\. See --help\.\n$/],
      [['--port', 'x'], /^--port must be a number from 0 to 65535, not "x"\.\n$/],
      [['--port', port], /^The port is in use: choose another one with --port\.\n$/],
      [['--applications', join(folder, 'none')], /none cannot be read \(ENOENT\)\.\n$/],
      [['--applications', write('bad.json', '{')], /bad\.json is not JSON: .+\.\n$/]
    ]
    const outcomes = await Promise.all(cases.map(([args]) => run(...args)))
    taken.close()
    for (const [index, { code, stderr, stdout }] of outcomes.entries()) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(cases[index]?.[1] ?? /never/)
    }
  })

  test('names what is wrong in a file', async () => {
    const document = { name: 'A', type: 'WEB_APP', protocol: 'OPENID_CONNECT' }
    const of = (application: object) => ({
      environments: [{ id: 'e', applications: [application] }]
    })
    const cases: [unknown, string][] = [
      ['"x"', 'must hold an array or an object.'],
      [{ apps: [] }, 'has the member apps'],
      [[1], 'applications[0] must be an object.'],
      [[{ name: 'A' }], 'applications[0].type must be a string.'],
      [{ environments: {} }, 'environments must be an array.'],
      [{ environments: [{}] }, 'environments[0].id must be a string.'],
      [of({}), 'environments[0].applications[0].document must be an object.'],
      [of({ document, secret: 1 }), 'environments[0].applications[0].secret must be a string.'],
      [of({ document, roles: [{}] }), 'applications[0].roles[0] must have environmentId'],
      [{ faults: [{ statuz: 1 }] }, 'faults[0] has the unknown member statuz.'],
      [{ faults: [{ times: 'x' }] }, 'faults[0].times must be a number.'],
      [{ faults: [{ reset: 'x' }] }, 'faults[0].reset must be before or after.'],
      [{ faults: [{ status: 99 }] }, 'faults[0].status must be an HTTP status'],
      [{ faults: [{ path: '(' }] }, 'faults[0].path must be a regular expression.'],
      [
        [
          { ...document, id: 'a' },
          { ...document, id: 'a' }
        ],
        'two applications with the same id'
      ]
    ]
    const outcomes = await Promise.all(
      cases.map(([content], index) => run('--applications', write(`case-${index}.json`, content)))
    )
    for (const [index, { code, stderr }] of outcomes.entries()) {
      expect(code).toBe(1)
      expect(stderr).toContain(cases[index]?.[1])
      expect(stderr.trimEnd()).not.toContain('\n')
    }
  })
})
