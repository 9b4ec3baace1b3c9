import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ProxyAgent, request } from 'undici'
import { type LoopbackProxy, type ProxyOptions, startProxy } from '../../harness/proxy.ts'

let server: Server
let origin: string
const closers: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  server = createServer((incoming, answer) => {
    answer.end(`${incoming.method} ${incoming.url} ${JSON.stringify(incoming.headers)}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function start(options?: ProxyOptions): Promise<LoopbackProxy> {
  const proxy = await startProxy(options)
  closers.push(() => proxy.close())
  return proxy
}

async function fetchThrough(uri: string, url: string, proxyTunnel: boolean): Promise<string> {
  const dispatcher = new ProxyAgent({ uri, proxyTunnel })
  closers.push(() => dispatcher.destroy())
  const { statusCode, body } = await request(url, { dispatcher })
  return `${statusCode} ${await body.text()}`
}

describe('the proxy', () => {
  test('tunnels to the place a route names', async () => {
    const proxy = await start({ routes: { 'auth.example.test:80': origin } })
    const answer = await fetchThrough(proxy.url, 'http://auth.example.test/a?b', true)
    expect(answer).toMatch(/^200 GET \/a\?b .*"host":"auth.example.test"/)
    expect(proxy.tunnels).toEqual(['auth.example.test:80'])
    expect(proxy.forwarded).toEqual([])
    expect(proxy.refusals).toBe(0)
  })

  test('forwards without a tunnel, and keeps the credentials to itself', async () => {
    const proxy = await start({ username: 'us r', password: 'p@ss' })
    const answer = await fetchThrough(proxy.urlWithCredentials, `http://${origin}/a?b`, false)
    expect(answer).toMatch(/^200 GET \/a\?b /)
    expect(answer).not.toMatch(/proxy-/i)
    expect(proxy.forwarded).toEqual([`http://${origin}/a?b`])
    expect(proxy.tunnels).toEqual([])
  })

  test('wants its credentials', async () => {
    const proxy = await start({ username: 'user', password: 'p@ss' })
    await expect(fetchThrough(proxy.url, `http://${origin}/`, false)).rejects.toThrow('407')
    await expect(fetchThrough(proxy.url, `http://${origin}/`, true)).rejects.toThrow('407')
    expect(proxy.refusals).toBe(2)
    expect(proxy.tunnels).toEqual([])
    expect(await fetchThrough(proxy.urlWithCredentials, `http://${origin}/`, true)).toMatch(/^200/)
  })

  test('goes nowhere but to loopback', async () => {
    const proxy = await start({ routes: { 'b.example.test:80': '192.0.2.1:80' } })
    expect(await fetchThrough(proxy.url, 'http://a.example.test/', false)).toBe('502 ')
    await expect(fetchThrough(proxy.url, 'http://b.example.test/', true)).rejects.toThrow('502')
    expect(proxy.refusals).toBe(2)
  })

  test('answers CONNECT with the status it is told to', async () => {
    const proxy = await start({ failConnect: 503 })
    await expect(fetchThrough(proxy.url, `http://${origin}/`, true)).rejects.toThrow('503')
    expect(proxy.tunnels).toEqual([origin])
    expect(proxy.refusals).toBe(1)
  })

  test('reports a place that does not answer', async () => {
    const proxy = await start({ routes: { 'gone.example.test:80': '127.0.0.1:1' } })
    await expect(fetchThrough(proxy.url, 'http://gone.example.test/', true)).rejects.toThrow('502')
    expect(await fetchThrough(proxy.url, 'http://gone.example.test/', false)).toBe('502 ')
  })
})
