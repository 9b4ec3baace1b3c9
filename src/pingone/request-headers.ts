import { arch, platform } from 'node:process'
import metadata from '../../package.json' with { type: 'json' }

const LONGEST_TRANSACTION_ID = 100

/** The headers of every request: who sends it, and the run that PingOne's audit log is to show. */
export function requestHeaders(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return {
    accept: 'application/json',
    'user-agent': `${metadata.name}/${metadata.version} (Node.js/${process.versions.node}; ${platform}/${arch})`,
    'x-ping-external-transaction-id': transactionId(environment)
  }
}

/** `owner/repository@run.attempt`, within the characters and the length that PingOne takes. */
export function transactionId({
  GITHUB_REPOSITORY = 'unknown',
  GITHUB_RUN_ID = '0',
  GITHUB_RUN_ATTEMPT = '1'
}: NodeJS.ProcessEnv): string {
  return `${GITHUB_REPOSITORY}@${GITHUB_RUN_ID}.${GITHUB_RUN_ATTEMPT}`
    .replace(/[^A-Za-z0-9._\-/@=#+]/g, '_')
    .slice(-LONGEST_TRANSACTION_ID)
}
