import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { calculateJwkThumbprint } from 'jose'
import { generate } from 'selfsigned'
import { readPublicKeys } from '../../src/keys/public-keys.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey

function jwk(key: KeyObject, more: object = {}): Record<string, unknown> {
  return { ...key.export({ format: 'jwk' }), ...more }
}

function pem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString()
}

function set(...keys: object[]): string {
  return JSON.stringify({ keys })
}

async function certificate(notBeforeDate: Date, notAfterDate: Date): Promise<string> {
  return (
    await generate([{ name: 'commonName', value: 'x' }], {
      keySize: 2048,
      notBeforeDate,
      notAfterDate
    })
  ).cert
}

const YEAR_MS = 365 * 24 * 3600 * 1000
const fromNow = (years: number) => new Date(Date.now() + years * YEAR_MS)

async function keysOf(text: string): Promise<unknown[]> {
  return JSON.parse((await readPublicKeys(text, 'jwks')).jwks).keys
}

describe('readPublicKeys takes', () => {
  test('a JWKS as it is, unknown members included', async () => {
    const keys = [
      jwk(rsa, { kid: 'a', use: 'sig', alg: 'RS384', x5t: 'kept' }),
      jwk(ec, { kid: 'b' })
    ]
    expect(await keysOf(set(...keys))).toEqual(keys)
  })

  test('a single JWK, which gets the RFC 7638 thumbprint as kid', async () => {
    const kid = await calculateJwkThumbprint(jwk(rsa))
    expect(await keysOf(JSON.stringify(jwk(rsa)))).toEqual([jwk(rsa, { kid })])
  })

  test('several keys and certificates in PEM in one text, with text around them', async () => {
    const cert = await certificate(fromNow(-1), fromNow(1))
    const pkcs1 = rsa.export({ type: 'pkcs1', format: 'pem' }).toString()
    const keys = (await keysOf(`# ours\n${pkcs1}\n${pem(ec)}subject=x\n${cert}`)) as {
      kty: string
      kid: string
      use: string
    }[]
    expect(keys.map(({ kty, use }) => [kty, use])).toEqual([
      ['RSA', 'sig'],
      ['EC', 'sig'],
      ['RSA', 'sig']
    ])
    expect(keys[2]?.kid).toBe(
      await calculateJwkThumbprint(createPublicKey(cert).export({ format: 'jwk' }))
    )
  })

  test('a key that is for encryption beside one for signing', async () => {
    const keys = [jwk(rsa, { kid: 'a', use: 'enc' }), jwk(ec, { kid: 'b', key_ops: ['verify'] })]
    expect(await keysOf(set(...keys))).toEqual(keys)
  })

  test('an expired certificate, with a warning', async () => {
    const { warnings } = await readPublicKeys(await certificate(fromNow(-2), fromNow(-1)), 'jwks')
    expect(warnings).toEqual([
      expect.stringContaining('Block 1 of jwks is a certificate that expired')
    ])
  })

  test('a certificate that is not valid yet, with a warning', async () => {
    const { warnings } = await readPublicKeys(await certificate(fromNow(1), fromNow(2)), 'jwks')
    expect(warnings).toEqual([expect.stringContaining('that is not valid yet')])
  })
})
