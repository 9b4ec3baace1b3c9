import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'

export type Certificate = {
  /** PEM of the CA, for clients to trust. */
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** A new CA, and a leaf certificate of it for loopback and the given host names. */
export async function issueCertificate(hostnames: readonly string[]): Promise<Certificate> {
  // Only https needs the library, which takes its time to load.
  const { generate } = await import('selfsigned')
  const options = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const

  // A name of its own, so that a client that trusts the CAs of several emulators finds the right one.
  const caName = `PingOne emulator CA ${randomUUID()}`
  const ca = await generate([{ name: 'commonName', value: caName }], {
    ...options,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }
    ]
  })
  const names = [...new Set(['localhost', '127.0.0.1', ...hostnames])]
  const leaf = await generate([{ name: 'commonName', value: 'PingOne emulator' }], {
    ...options,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) =>
          isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }
        )
      }
    ]
  })
  return { ca: ca.cert, cert: leaf.cert, key: leaf.private }
}
