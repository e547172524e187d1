export { compareClocks, startClockWatch } from './watch.ts'
