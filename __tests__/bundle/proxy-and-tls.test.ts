import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Emulator, ENVIRONMENT_ID, startEmulator, WORKER_IDS } from '../../emulator/index.ts'
import { type LoopbackProxy, startProxy } from '../../harness/proxy.ts'
import { assertMasked, errorsOf, requestLines, runStep } from './step.ts'

const REGIONS = ['com', 'ca', 'eu', 'com.au', 'sg', 'asia']
const HOSTNAMES = REGIONS.flatMap((domain) => [`api.pingone.${domain}`, `auth.pingone.${domain}`])
const PASSWORD = 'p@ss word/of the proxy'
const CHANGE = [
  'POST /token 200',
  'GET /applications/{application} 200',
  'PUT /applications/{application} 200'
]

let emulator: Emulator
let folder: string
let trust: { readonly NODE_EXTRA_CA_CERTS: string }
const proxies: LoopbackProxy[] = []

beforeEach(async () => {
  emulator = await startEmulator({ https: true, hostnames: HOSTNAMES })
  folder = mkdtempSync(join(tmpdir(), 'ca-'))
  trust = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
  writeFileSync(trust.NODE_EXTRA_CA_CERTS, emulator.ca ?? '')
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  for (const proxy of proxies.splice(0)) await proxy.close()
  await emulator.close()
})

async function proxyWith(options: Parameters<typeof startProxy>[0]): Promise<LoopbackProxy> {
  const proxy = await startProxy(options)
  proxies.push(proxy)
  return proxy
}

/** Leads every region's hosts to the emulator. */
function regionRoutes(domains = REGIONS): Record<string, string> {
  const { host } = new URL(emulator.url)
  return Object.fromEntries(
    domains.flatMap((domain) => [
      [`api.pingone.${domain}:443`, host],
      [`auth.pingone.${domain}:443`, host]
    ])
  )
}

const REGION_URLS = { 'api-url': undefined, 'auth-url': undefined }

describe('TLS', () => {
  test('trusts a CA of NODE_EXTRA_CA_CERTS', async () => {
    const run = await runStep(emulator, { env: trust })
    expect(errorsOf(run)).toEqual([])
    expect(requestLines(emulator)).toEqual(CHANGE)
  })

  test.each([
    ['an unknown CA', {}],
    [
      'an unknown CA, even where the environment turns the check off',
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    ]
  ])('refuses %s at once and names NODE_EXTRA_CA_CERTS', async (_what, env) => {
    const run = await runStep(emulator, { env })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain('set NODE_EXTRA_CA_CERTS')
    expect(run.log).not.toContain('Try 2')
    expect(emulator.requests).toEqual([])
  })

  test('refuses a certificate of another host', async () => {
    const proxy = await proxyWith({
      routes: { 'api.example.com:443': new URL(emulator.url).host }
    })
    const run = await runStep(emulator, {
      inputs: { 'api-url': 'https://api.example.com' },
      env: { ...trust, HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1' }
    })
    expect(errorsOf(run)[0]).toContain('ERR_TLS_CERT_ALTNAME_INVALID')
    expect(requestLines(emulator)).toEqual(['POST /token 200'])
  })
})

describe('a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY'])('of %s is used', async (variable) => {
    const proxy = await proxyWith({})
    const run = await runStep(emulator, { env: { ...trust, [variable]: proxy.url } })
    expect(errorsOf(run)).toEqual([])
    expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(emulator.url).host]))
    expect(emulator.connections).toBe(1)
  })

  test('without a scheme is an HTTP proxy, and an empty variable is none', async () => {
    const proxy = await proxyWith({})
    const env = { ...trust, https_proxy: '', HTTPS_PROXY: new URL(proxy.url).host }
    const run = await runStep(emulator, { env })
    expect(errorsOf(run)).toEqual([])
    expect(proxy.tunnels).not.toEqual([])
  })

  test('forwards requests to an http address', async () => {
    const plain = await startEmulator()
    const proxy = await proxyWith({})
    try {
      const run = await runStep(plain, { env: { http_proxy: proxy.url } })
      expect(errorsOf(run)).toEqual([])
      expect(proxy.forwarded).toHaveLength(3)
    } finally {
      await plain.close()
    }
  })

  test('gets its credentials, which stay hidden', async () => {
    const proxy = await proxyWith({ username: 'runner', password: PASSWORD })
    const run = await runStep(emulator, {
      env: { ...trust, HTTPS_PROXY: proxy.urlWithCredentials },
      plantedSecrets: [PASSWORD, encodeURIComponent(PASSWORD), btoa(`runner:${PASSWORD}`)]
    })
    expect(errorsOf(run)).toEqual([])
    expect(proxy.refusals).toBe(0)
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), btoa(`runner:${PASSWORD}`)]) {
      assertMasked(run, secret)
    }
  })

  test('that refuses the credentials is named without them', async () => {
    const proxy = await proxyWith({ username: 'runner', password: 'the right password' })
    const url = new URL(proxy.url)
    url.username = 'runner'
    url.password = PASSWORD
    const run = await runStep(emulator, {
      env: { ...trust, HTTPS_PROXY: url.href },
      plantedSecrets: [PASSWORD, encodeURIComponent(PASSWORD)]
    })
    expect(run.exitCode).toBe(1)
    expect(errorsOf(run)[0]).toContain(`The proxy ${url.host} answered 407`)
    expect(errorsOf(run)[0]).toContain('Put the right user and password into HTTPS_PROXY')
    expect(run.log).not.toContain('Try 2')
  })

  test('that cannot reach the host is tried again and named', async () => {
    const proxy = await proxyWith({ failConnect: 502 })
    const run = await runStep(emulator, {
      inputs: { 'max-retries': '1' },
      env: { ...trust, HTTPS_PROXY: proxy.url }
    })
    expect(errorsOf(run)[0]).toContain(`The proxy ${new URL(proxy.url).host} answered 502`)
    expect(proxy.tunnels).toHaveLength(2)
  })

  test('that is dead is named', async () => {
    const proxy = await startProxy()
    await proxy.close()
    const run = await runStep(emulator, {
      inputs: { 'max-retries': '0' },
      env: { ...trust, HTTPS_PROXY: proxy.url }
    })
    expect(errorsOf(run)[0]).toContain(`by way of the proxy ${new URL(proxy.url).host}`)
  })

  test.each(['127.0.0.1', '*', 'example.com, 127.0.0.1'])(
    'is passed by for NO_PROXY %s',
    async (noProxy) => {
      const proxy = await proxyWith({})
      const env = { ...trust, HTTPS_PROXY: proxy.url, NO_PROXY: noProxy }
      const run = await runStep(emulator, { env })
      expect(errorsOf(run)).toEqual([])
      expect(proxy.tunnels).toEqual([])
    }
  )

  test.each(['http://', 'http://user:%zz@proxy'])(
    'whose address is %s ends the run',
    async (address) => {
      const run = await runStep(emulator, { env: { ...trust, HTTPS_PROXY: address } })
      expect(errorsOf(run)).toEqual([
        expect.stringContaining('HTTPS_PROXY is not the URL of a proxy.')
      ])
    }
  )
})

describe('regions', () => {
  test.each([
    ['', 'com'],
    ['eu', 'eu'],
    ['AU', 'com.au']
  ])('region "%s" is reached at pingone.%s', async (region, domain) => {
    const proxy = await proxyWith({ routes: regionRoutes() })
    const run = await runStep(emulator, {
      inputs: { ...REGION_URLS, region },
      env: { ...trust, HTTPS_PROXY: proxy.url }
    })
    expect(errorsOf(run)).toEqual([])
    expect(new Set(proxy.tunnels)).toEqual(
      new Set([`auth.pingone.${domain}:443`, `api.pingone.${domain}:443`])
    )
  })

  test('PINGONE_REGION_CODE is taken where region is not given', async () => {
    const proxy = await proxyWith({ routes: regionRoutes() })
    const run = await runStep(emulator, {
      inputs: REGION_URLS,
      env: { ...trust, HTTPS_PROXY: proxy.url, PINGONE_REGION_CODE: 'CA' }
    })
    expect(errorsOf(run)).toEqual([])
    expect(proxy.tunnels).toContain('api.pingone.ca:443')
  })

  test.each([
    ['of the worker', false],
    ['of the application', true]
  ])(
    'a wrong region for the environment %s is named with the right one',
    async (_whose, hasToken) => {
      const empty = await startEmulator({ https: true, hostnames: HOSTNAMES, environments: [] })
      try {
        writeFileSync(trust.NODE_EXTRA_CA_CERTS, `${emulator.ca}\n${empty.ca}`)
        const { host } = new URL(empty.url)
        const elsewhere = Object.fromEntries(
          Object.keys(regionRoutes(['com', 'ca', 'com.au', 'sg', 'asia'])).map((name) => [
            name,
            host
          ])
        )
        // The token is good, as PingOne's regions take no part in this: only the environment is absent.
        const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
        empty.addFault({ method: 'GET', path: '/v1/', status: 404, times: 0 })
        const proxy = await proxyWith({ routes: { ...regionRoutes(['eu']), ...elsewhere } })
        const worker = {
          'worker-client-id': undefined,
          'worker-client-secret': undefined,
          'access-token': token
        }
        const run = await runStep(emulator, {
          inputs: { ...REGION_URLS, region: 'NA', ...(hasToken ? worker : {}) },
          env: { ...trust, HTTPS_PROXY: proxy.url }
        })
        expect(errorsOf(run)).toEqual([
          expect.stringContaining('It is in region EU: set region: EU.')
        ])
      } finally {
        await empty.close()
      }
    }
  )
})
