import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Agent } from 'undici'
import {
  APPLICATION_ID,
  type Emulator,
  ENVIRONMENT_ID,
  startEmulator,
  WORKER_IDS
} from '../../emulator/index.ts'
import { call } from './client.ts'

const DISCOVERY = `/${ENVIRONMENT_ID}/as/.well-known/openid-configuration`

let emulator: Emulator
let trusting: Agent
beforeAll(async () => {
  emulator = await startEmulator({ https: true, hostnames: ['auth.pingone.eu', 'api.pingone.eu'] })
  trusting = new Agent({ connect: { ca: emulator.ca ?? '' } })
})
afterAll(async () => {
  await trusting.destroy()
  await emulator.close()
})

test('whoever trusts the CA reaches it by address and by name', async () => {
  const byName = emulator.url.replace('127.0.0.1', 'localhost')
  for (const url of [emulator.url, byName]) {
    const { status, json } = await call(url + DISCOVERY, { dispatcher: trusting })
    expect(status).toBe(200)
    expect(json.issuer).toBe(`${url}/${ENVIRONMENT_ID}/as`)
  }
})

test('its certificate holds for the further names, and for no others', async () => {
  const agent = (servername: string) =>
    new Agent({ connect: { ca: emulator.ca ?? '', servername } })
  const known = agent('auth.pingone.eu')
  const unknown = agent('auth.pingone.com')
  const headers = { Host: 'auth.pingone.eu' }
  const { json } = await call(emulator.url + DISCOVERY, { dispatcher: known, headers })
  expect(json.issuer).toBe(`https://auth.pingone.eu/${ENVIRONMENT_ID}/as`)
  await expect(call(emulator.url + DISCOVERY, { dispatcher: unknown })).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID'
  })
  await known.destroy()
  await unknown.destroy()
})

test('whoever does not know the CA refuses it', async () => {
  await expect(call(emulator.url + DISCOVERY)).rejects.toThrow(/certificate/)
})

test('requests know their connection, and it can be reset', async () => {
  const token = await emulator.issueAccessToken(ENVIRONMENT_ID, WORKER_IDS.basic)
  const url = `${emulator.url}/v1/environments/${ENVIRONMENT_ID}/applications/${APPLICATION_ID}`
  const options = { headers: { Authorization: `Bearer ${token}` }, dispatcher: trusting }
  await call(url, options)
  expect(emulator.requests.at(-1)).toMatchObject({
    status: 200,
    connection: expect.any(Number) as never
  })
  expect(emulator.requests.at(-1)?.connection).toBeGreaterThan(0)
  emulator.addFault({ reset: 'before' })
  await expect(call(url, options)).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect((await call(url, options)).status).toBe(200)
})
