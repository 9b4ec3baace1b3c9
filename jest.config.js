export default {
  testEnvironment: 'node',
  testMatch: ['**/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  // A run of the bundle is a process of its own; on a busy machine the default of 5 s is too near.
  testTimeout: 30_000
}
