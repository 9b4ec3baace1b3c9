import { expect, test } from '@jest/globals'
import metadata from '../../package.json' with { type: 'json' }
import { requestHeaders, transactionId } from '../../src/pingone/request-headers.ts'

test('the transaction ID names the repository and the run', () => {
  expect(
    transactionId({
      GITHUB_REPOSITORY: 'octo-org/orders',
      GITHUB_RUN_ID: '123',
      GITHUB_RUN_ATTEMPT: '2'
    })
  ).toBe('octo-org/orders@123.2')
})

test('the transaction ID keeps to the characters and the length that PingOne takes', () => {
  const id = transactionId({ GITHUB_REPOSITORY: `é\n${'x'.repeat(200)}`, GITHUB_RUN_ID: '1' })
  expect(id).toMatch(/^[A-Za-z0-9._\-/@=#+]{100}$/)
  expect(id.endsWith('@1.1')).toBe(true)
})

test('the User-Agent names the action and its version', () => {
  expect(requestHeaders({})['user-agent']).toMatch(
    new RegExp(`^update-pingone-app-auth/${metadata.version.replaceAll('.', '\\.')} `)
  )
})
