export {
  type Emulator,
  type RecordedRequest,
  startEmulator
} from './emulator.ts'
export type { Fault } from './faults.ts'
export type { JsonObject } from './json.ts'
export * from './seed.ts'
export type { ApplicationSeed } from './store.ts'
