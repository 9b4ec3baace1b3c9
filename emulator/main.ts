import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { readApplicationsFile } from './applications-file.ts'
import { startEmulator } from './emulator.ts'
import { describeEmulator, HELP } from './printout.ts'
import { defaultSeed, WORKER_IDS } from './seed.ts'

try {
  await main()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      https: { type: 'boolean', default: false },
      applications: { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const port = parsePort(values.port)
  const seed = await defaultSeed()
  const { environments, faults } =
    values.applications === undefined
      ? { environments: seed.environments, faults: [] }
      : await readApplicationsFile(values.applications)

  const emulator = await startEmulator({ port, https: values.https, environments, faults })
  const caFile = emulator.ca === undefined ? undefined : writeCa(emulator.ca)
  const stop = async () => {
    await emulator.close()
    if (caFile !== undefined) rmSync(dirname(caFile), { recursive: true, force: true })
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)

  const hasSeedWorker = environments.some(({ applications }) =>
    applications.some(({ document }) => document.id === WORKER_IDS.privateKeyJwt)
  )
  const privateKey = hasSeedWorker ? seed.workerPrivateKey : undefined
  process.stdout.write(describeEmulator(emulator, environments, privateKey, caFile))
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65535) return port
  throw new Error(`--port must be a number from 0 to 65535, not "${text}".`)
}

function writeCa(ca: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'pingone-emulator-')), 'ca.pem')
  writeFileSync(file, ca)
  return file
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (String(code).startsWith('ERR_PARSE_ARGS')) {
    return `${error.message.split('. ', 1)[0]}. See --help.`
  }
  if (code === 'EADDRINUSE') return 'The port is in use: choose another one with --port.'
  if (code === 'EACCES') return 'The port may not be used: choose another one with --port.'
  return error.message
}
