import { describe, expect, test } from '@jest/globals'
import { differences } from '../../src/json/differences.ts'

describe('differences', () => {
  test('names changed, absent and added properties by JSON Pointer', () => {
    expect(
      differences(
        { same: 1, changed: 'a', gone: true, nested: { 'a/b~c': 1, same: 2 } },
        { same: 1, changed: 'b', added: [1], nested: { 'a/b~c': 2, same: 2 } }
      )
    ).toEqual([
      { path: '/changed', before: 'a', after: 'b' },
      { path: '/gone', before: true },
      { path: '/nested/a~1b~0c', before: 1, after: 2 },
      { path: '/added', after: [1] }
    ])
  })

  test('finds none in lists that come back in another order, lists of groups included', () => {
    expect(
      differences(
        {
          grantTypes: ['A', 'B'],
          accessControl: { group: { groups: [{ id: '1' }, { id: '2' }] } }
        },
        { grantTypes: ['B', 'A'], accessControl: { group: { groups: [{ id: '2' }, { id: '1' }] } } }
      )
    ).toEqual([])
  })

  test('compares jwks as the JSON that it contains', () => {
    const jwks = '{"keys":[{"kid":"1","kty":"RSA"}]}'
    expect(differences({ jwks }, { jwks: '{ "keys": [ {"kty":"RSA", "kid":"1"} ] }' })).toEqual([])
    expect(differences({ jwks }, { jwks: '{"keys":[]}' })).toHaveLength(1)
    expect(differences({ jwks: 'not JSON' }, { jwks: 'not  JSON' })).toHaveLength(1)
  })

  test('takes null for absent', () => {
    expect(differences({ a: null }, {})).toEqual([])
    expect(differences({ a: 1 }, { a: null })).toEqual([{ path: '/a', before: 1 }])
  })
})
