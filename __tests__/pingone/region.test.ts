import { expect, test } from '@jest/globals'
import { regionEndpoints } from '../../src/pingone/region.ts'

const ENVIRONMENT = 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6'

test.each([
  ['NA', 'com'],
  ['CA', 'ca'],
  ['EU', 'eu'],
  ['AU', 'com.au'],
  ['SG', 'sg'],
  ['AP', 'asia']
] as const)('region %s is at pingone.%s', (region, domain) => {
  const { apiUrl, authorizationServer } = regionEndpoints(region, undefined, undefined)
  expect(apiUrl).toBe(`https://api.pingone.${domain}/v1`)
  expect(authorizationServer(ENVIRONMENT)).toBe(`https://auth.pingone.${domain}/${ENVIRONMENT}/as`)
})

test('a custom domain has no environment in its path', () => {
  const { authorizationServer, isCustomDomain } = regionEndpoints(
    'EU',
    undefined,
    'https://login.example.com/as'
  )
  expect(authorizationServer(ENVIRONMENT)).toBe('https://login.example.com/as')
  expect(isCustomDomain).toBe(true)
})
